import { visible } from '#lib/body/visible.ts';
import { readable, utf8OrNull } from '#lib/http/byte-string.ts';
import { first } from '#lib/http/header-lookup.ts';
import { parseMediaType } from '#lib/http/media-type.ts';
import type { Header } from '#lib/model/capture.ts';
import { documentCaveats } from '../request/document-caveats.ts';
import { requestUrl } from '../request/request-url.ts';
import type { CopySource, CopyTarget } from '../target.ts';

/** Longer bodies are cut: a ticket is read by people, and trackers refuse long ones (GitHub: 65,536 characters). */
const LONGEST_BODY = 8_000;

/** The request for people: a ticket, a chat, a pull request. Everything a sender wrote stands in fences. */
export const markdown: CopyTarget = {
  id: 'markdown',
  title: 'Markdown',
  group: 'Documents',
  mediaType: 'text/markdown; charset=utf-8',
  exact:
    'Request line, headers and trailers are exact. Invisible characters are written as their names, long bodies are truncated and binary bodies omitted, with a note.',
  copy(source, { origin }) {
    const received = new Date(Math.floor(source.receivedAt / 1000)).toISOString();
    const url = readableLine(requestUrl(source.target, origin));
    const sentences = documentCaveats({ ...source, trailers: [] }).map((sentence) => `- ${sentence}\n`);
    return [
      `### Request ${source.seq}\n`,
      `Received ${received} from ${code(source.peer.address)} at ${code(url)}\n`,
      ...(sentences.length > 0 ? [sentences.join('')] : []),
      fenced('http', head(source)),
      ...body(source),
      ...(source.trailers.length > 0 ? ['Trailers:\n', fenced('http', fieldLines(source.trailers))] : []),
    ].join('\n');
  },
};

function head({ method, target, httpVersion, headers }: CopySource): string {
  return `${readableLine(`${method} ${readable(target)} HTTP/${httpVersion}`)}\n${fieldLines(headers)}`;
}

function fieldLines(headers: readonly Header[]): string {
  return headers
    .map(([name, value]) => readableLine(`${readable(name)}:${value && ' '}${readable(value)}`))
    .join('\n');
}

function body(source: CopySource): string[] {
  const { length } = source.body;
  if (length === 0) return ['No body.\n'];
  const text = utf8OrNull(source.body);
  if (text === null || text.includes('\0')) return [`A body of ${bytes(length)} that is not text.\n`];
  const shown = cut(text);
  const heading =
    shown === text
      ? `Body, ${bytes(length)}:\n`
      : `Body, ${bytes(length)}, the first ${shown.length} characters:\n`;
  return [heading, fenced(languageOf(source), readableText(shown.replaceAll('\r\n', '\n')))];
}

function bytes(count: number): string {
  return count === 1 ? '1 byte' : `${count} bytes`;
}

/** Not in the middle of a surrogate pair. */
function cut(text: string): string {
  if (text.length <= LONGEST_BODY) return text;
  return text.slice(0, LONGEST_BODY).replace(/[\ud800-\udbff]$/, '');
}

function languageOf({ headers }: CopySource): string {
  const essence = parseMediaType(first(headers, 'Content-Type') ?? '')?.essence ?? '';
  return /[/+](json|xml)$/.exec(essence)?.[1] ?? 'text';
}

/** A code block whose fence is longer than any run of backticks in it (CommonMark §4.5). */
function fenced(language: string, text: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${text}${text.endsWith('\n') ? '' : '\n'}${fence}\n`;
}

/** A code span, by the same rule (CommonMark §6.1). */
function code(text: string): string {
  const fence = '`'.repeat(longestRun(text) + 1);
  const space = /^`|`$/.test(text) ? ' ' : '';
  return `${fence}${space}${text}${space}${fence}`;
}

function longestRun(text: string): number {
  return [...text.matchAll(/`+/g)].reduce((longest, [run]) => Math.max(longest, run.length), 0);
}

function readableText(text: string): string {
  return [...visible(text)].map((span) => (span.mark === null ? span.text : `⟨${span.mark}⟩`)).join('');
}

function readableLine(text: string): string {
  return readableText(text).replaceAll('\n', '⟨LF⟩');
}
