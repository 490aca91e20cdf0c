import type { Capture } from './capture.ts';

/** How much a capture has besides its body: characters, and header lines. Its response counts too. */
export type HeadSize = { readonly characters: number; readonly lines: number };

type Head = Pick<Capture, 'method' | 'target' | 'headers'> &
  Partial<Pick<Capture, 'malformed' | 'answered' | 'trailers'>>;

/** The longest head of an imported capture or a delivery: longer than the server accepts. Lists read heads, and what waits keeps them. */
const longestHead: HeadSize = { characters: 512 * 1024, lines: 25_000 };

export function headSize({ method, target, headers, trailers, malformed, answered }: Head): HeadSize {
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
export function weightOf(capture: Head, bodyBytes: number): number {
  const { characters, lines } = headSize(capture);
  return bodyBytes + characters + charactersOfLine * lines;
}

/** Why a head is too long; null if it is not. */
export function headExcess(head: Head): string | null {
  const { characters, lines } = headSize(head);
  if (characters <= longestHead.characters && lines <= longestHead.lines) return null;
  const [mostCharacters, mostLines, length, count] = [
    longestHead.characters,
    longestHead.lines,
    characters,
    lines,
  ].map((number) => number.toLocaleString('en'));
  return `Method, target and headers may have up to ${mostCharacters} characters and ${mostLines} lines. These have ${length} and ${count}.`;
}
