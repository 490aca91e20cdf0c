import { fromBytes, toBytes } from '#lib/http/byte-string.ts';
import type { Header } from '#lib/model/capture.ts';
import type { Answer } from '#lib/model/reply-settings.ts';
import { anyOrigin } from './built-in-responses.ts';
import { drawDelay, type RandomSource } from './random.ts';
import type { BinResponse } from './response.ts';
import type { TemplateRequest } from './template.ts';

/** A response ready to be sent. If its template could not be rendered, `error` says why, and so does the response. */
export type FilledResponse = { readonly response: BinResponse; readonly error: string | null };

/** Renders the headers and the body of a template; throws an `Error` whose message is for people. It may run on another thread. */
export type RenderTemplate = (
  answer: Answer,
  request: TemplateRequest,
  chance: RandomSource,
) => Promise<{ readonly headers: readonly Header[]; readonly body: string }>;

const fillHere: RenderTemplate = async (answer, request, chance) =>
  (await import('./template.ts')).renderTemplates(answer, request, chance);

/** The bytes of responses without templates, made once for each. */
const fixed = new WeakMap<Answer, Pick<BinResponse, 'headers' | 'body'>>();

/**
 * Makes a response from its settings: encodes texts, renders templates, draws delays. With `cors` it allows any origin to read
 * the response, unless the settings have a header for that. `request` is called only if there is a template.
 */
export async function fillResponse(
  answer: Answer,
  {
    cors,
    chance,
    request,
    fillTemplate = fillHere,
  }: {
    cors: boolean;
    chance: RandomSource;
    request: () => Promise<TemplateRequest>;
    fillTemplate?: RenderTemplate | undefined;
  },
): Promise<FilledResponse> {
  let content: Pick<BinResponse, 'headers' | 'body'>;
  try {
    content = answer.template
      ? contentOf(await fillTemplate(answer, await request(), chance))
      : fixedContent(answer);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      response: errorResponse(`The template of this response could not be rendered: ${reason}`, cors),
      error: reason,
    };
  }
  const { status, fault, hold, delayMs } = answer;
  const response: BinResponse = {
    status,
    headers: cors ? readable(content.headers) : content.headers,
    body: content.body,
    ...(delayMs !== 0 && { delayMs: drawDelay(delayMs, chance) }),
    ...(fault && { fault }),
    ...(hold && { hold }),
  };
  return { response, error: null };
}

function fixedContent(answer: Answer): Pick<BinResponse, 'headers' | 'body'> {
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

function contentOf({
  headers,
  body,
}: Awaited<ReturnType<RenderTemplate>>): Pick<BinResponse, 'headers' | 'body'> {
  return {
    headers: headers.map(([name, value]): Header => [name, byteString(value)]),
    body: new TextEncoder().encode(body),
  };
}

/** Header lists by the list they were made from, so that values derived from them are derived once. */
const readableLists = new WeakMap<readonly Header[], readonly Header[]>();

/** Adds the header that allows any origin to read the response. */
function readable(headers: readonly Header[]): readonly Header[] {
  let known = readableLists.get(headers);
  if (!known) {
    const isSaid = headers.some(([name]) => name.toLowerCase() === 'access-control-allow-origin');
    known = isSaid ? headers : [anyOrigin, ...headers];
    readableLists.set(headers, known);
  }
  return known;
}

/** The 500 that replaces a response that could not be made; `reason` is a sentence without its full stop. */
export function errorResponse(reason: string, cors: boolean): BinResponse {
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

/** Text as a byte string of its UTF-8. */
function byteString(text: string): string {
  return /[^\0-\x7f]/.test(text) ? fromBytes(new TextEncoder().encode(text)) : text;
}
