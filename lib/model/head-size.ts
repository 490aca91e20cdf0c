import type { Capture, Header } from './capture.ts';

/** How much a capture has besides its body: characters, and header lines. Its response counts too. */
export type HeadSize = { readonly characters: number; readonly lines: number };

export function headSize({
  method,
  target,
  headers,
  trailers,
  malformed,
  answered,
}: Pick<Capture, 'method' | 'target' | 'headers' | 'malformed' | 'answered'> & {
  readonly trailers?: readonly Header[];
}): HeadSize {
  const lists = [headers, trailers ?? [], answered?.sent?.headers ?? []];
  let characters = method.length + target.length + (malformed?.length ?? 0) + (answered?.error?.length ?? 0);
  let lines = 0;
  for (const list of lists) {
    lines += list.length;
    for (const [name, value] of list) characters += name.length + value.length;
  }
  return { characters, lines };
}

/** A header line costs about as much as this many characters, besides its own. */
const charactersOfLine = 50;

/** About how much work it is to write or read a capture, in bytes. */
export function weightOf(capture: Parameters<typeof headSize>[0], bodyBytes: number): number {
  const { characters, lines } = headSize(capture);
  return bodyBytes + characters + charactersOfLine * lines;
}
