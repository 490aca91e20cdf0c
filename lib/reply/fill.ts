import { fromBytes, toBytes } from '../http/byte-string.ts';
import type { Header } from '../model/capture.ts';
import type { Answer } from '../model/reply-settings.ts';
import { type Chance, drawDelay } from './chance.ts';
import { anyOrigin } from './own.ts';
import type { Reply } from './reply.ts';
import type { TemplateRequest } from './template.ts';

/** An answer ready to be sent; `error` says why it could not be filled, and then the reply tells the sender. */
export type Filled = { readonly reply: Reply; readonly error: string | null };

/** Fills the headers and the body of a templated answer; throws an `Error` in words for people. May do so on another thread. */
export type FillTemplate = (
  answer: Answer,
  request: TemplateRequest,
  chance: Chance,
) => Promise<{ readonly headers: readonly Header[]; readonly body: string }>;

const fillHere: FillTemplate = async (answer, request, chance) =>
  (await import('./template.ts')).fillAnswer(answer, request, chance);

/** The bytes of answers without templates, made once for each answer. */
const fixed = new WeakMap<Answer, Pick<Reply, 'headers' | 'body'>>();

/**
 * The reply that an answer is: texts become bytes, templates are filled from the request, delays are drawn. Where pages may
 * read it (`cors`), it says so unless the answer says something of that itself. `request` is asked for where there is a template.
 */
export async function fill(
  answer: Answer,
  {
    cors,
    chance,
    request,
    fillTemplate = fillHere,
  }: {
    cors: boolean;
    chance: Chance;
    request: () => Promise<TemplateRequest>;
    fillTemplate?: FillTemplate | undefined;
  },
): Promise<Filled> {
  let content: Pick<Reply, 'headers' | 'body'>;
  try {
    content = answer.template
      ? contentOf(await fillTemplate(answer, await request(), chance))
      : fixedContent(answer);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      reply: brokenReply(`The template of this response cannot be filled: ${reason}`, cors),
      error: reason,
    };
  }
  const { status, fault, hold, delayMs } = answer;
  const reply: Reply = {
    status,
    headers: cors ? readable(content.headers) : content.headers,
    body: content.body,
    ...(delayMs !== 0 && { delayMs: drawDelay(delayMs, chance) }),
    ...(fault && { fault }),
    ...(hold && { hold }),
  };
  return { reply, error: null };
}

function fixedContent(answer: Answer): Pick<Reply, 'headers' | 'body'> {
  let known = fixed.get(answer);
  if (!known) {
    const { headers, body } = answer;
    known = {
      headers: headers.map(([name, value]): Header => [name, byteString(value)]),
      body: 'text' in body ? new TextEncoder().encode(body.text) : toBytes(atob(body.base64)),
    };
    fixed.set(answer, known);
  }
  return known;
}

function contentOf({ headers, body }: Awaited<ReturnType<FillTemplate>>): Pick<Reply, 'headers' | 'body'> {
  return {
    headers: headers.map(([name, value]): Header => [name, byteString(value)]),
    body: new TextEncoder().encode(body),
  };
}

/** The same list each time, so that what is derived from it is derived once. */
const readableLists = new WeakMap<readonly Header[], readonly Header[]>();

/** With leave for any page to read it. */
function readable(headers: readonly Header[]): readonly Header[] {
  let known = readableLists.get(headers);
  if (!known) {
    const isSaid = headers.some(([name]) => name.toLowerCase() === 'access-control-allow-origin');
    known = isSaid ? headers : [anyOrigin, ...headers];
    readableLists.set(headers, known);
  }
  return known;
}

/** What the sender gets instead of a response that cannot be made; `reason` says why, in a sentence without its full stop. */
export function brokenReply(reason: string, cors: boolean): Reply {
  return {
    status: 500,
    headers: [
      ...(cors ? [anyOrigin] : []),
      ['Content-Type', 'text/plain; charset=utf-8'],
      ['X-Content-Type-Options', 'nosniff'],
    ],
    body: new TextEncoder().encode(`${reason}\n`),
  };
}

/** Text as the byte string of its UTF-8. */
function byteString(text: string): string {
  return /[^\0-\x7f]/.test(text) ? fromBytes(new TextEncoder().encode(text)) : text;
}
