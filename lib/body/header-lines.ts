import { fromBytes } from '#lib/http/byte-string.ts';
import { withoutSpace } from '#lib/http/white-space.ts';
import type { Header } from '#lib/model/capture.ts';

/** Header lines, the start of the content after them, and a note if they end in an unusual way. */
export type HeaderLines = { readonly headers: Header[]; readonly end: number; readonly note: string | null };

/** A field line: a token (RFC 9110 §5.6.2), a colon, a value. */
const fieldLine = /^([!#$%&'*+\-.^_`|~\da-z]+)[\t ]*:[\t ]*(.*)$/is;
const continuation = /^[\t ]+\S/;

/**
 * Reads the header lines up to an empty line, or up to a line that is not a header: the rest is content, with a note. A
 * folded value is joined as in RFC 5322 §2.2.3, without its line breaks.
 */
export function readHeaderLines(
  body: Uint8Array,
  start: number,
  end: number,
  mostBytes: number,
): HeaderLines {
  const limit = Math.min(end, start + mostBytes);
  const headers: Header[] = [];
  let at = start;
  while (at < limit) {
    const feed = body.subarray(at, limit).indexOf(0x0a);
    const next = feed < 0 ? limit : at + feed + 1;
    const isCut = feed < 0 && limit < end;
    if (isCut) break;
    const line = fromBytes(body.subarray(at, next)).replace(/\r?\n$/, '');
    if (line === '') return { headers, end: next, note: null };
    if (!addLine(headers, line))
      return { headers, end: at, note: 'no empty line between headers and content' };
    at = next;
  }
  return { headers, end: at, note: missingEmptyLineNote(body, at, end) };
}

/** Adds a line to the header list; false if it is not a header line. */
function addLine(headers: Header[], line: string): boolean {
  const last = headers.at(-1);
  if (last !== undefined && continuation.test(line)) {
    headers[headers.length - 1] = [last[0], withoutSpace(last[1] + line)];
    return true;
  }
  const [, name, value = ''] = fieldLine.exec(line) ?? [];
  if (name !== undefined) headers.push([name, withoutSpace(value)]);
  return name !== undefined;
}

/** The empty line may be missing if nothing follows it: its line break then belongs to the delimiter (RFC 2046 §5.1). */
function missingEmptyLineNote(body: Uint8Array, at: number, end: number): string | null {
  if (at < end) return 'headers are too long to list, the rest is shown as content';
  return at === 0 || body[at - 1] === 0x0a ? null : 'no empty line after the headers';
}
