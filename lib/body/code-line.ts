import type { Rows } from './rows.ts';

/**
 * A piece of a line: a token as sent, `space` that layout added, or text from the place where the language ended.
 * `key` names what follows; `plain` is content, `quiet` what a reader added, like the type of a binary value.
 */
export type CodeSpan = {
  readonly kind:
    | 'key'
    | 'string'
    | 'number'
    | 'literal'
    | 'punctuation'
    | 'comment'
    | 'plain'
    | 'quiet'
    | 'space'
    | 'invalid';
  readonly text: string;
};

/** A line of something structured laid out prettily. */
export type CodeLine = {
  /** How many containers the line is in. A text may be 100,000 deep: bound the indentation drawn. */
  readonly depth: number;
  /** Shown through `visible`, one after the other. A string can be as long as the body. */
  readonly spans: readonly CodeSpan[];
  /** The container this line opens and leaves open; null when it opens none. */
  readonly opens: Container | null;
  /** The index of the line that opened what this one closes; null when it closes nothing. */
  readonly closes: number | null;
  /** What is worth saying beside the line: `64-bit, shown exactly`, `duplicate name`. */
  readonly notes: readonly string[];
};

/** What can be folded: the lines after the one that opens it, up to and with `closeLine`. */
export type Container = {
  readonly kind: 'object' | 'array' | 'element' | 'block' | 'message';
  /** Members, elements or children found so far: all of them once `closeLine` is known. */
  readonly children: number;
  /** The index of the line that closes it; null while not yet read, or when the text ends before. */
  readonly closeLine: number | null;
};

/** The way to a value, in a language that programs read: `JSONPath`, `$.commits[0]`. */
export type LinePath = { readonly name: string; readonly text: string };

/** Something structured read as lines. */
export type CodeRows = Rows<CodeLine> & {
  /** True for what was sent as bytes and has no text but the one shown here. */
  readonly isDecoded?: boolean;
  /** The ways to what a line holds or closes, the most usual first; none where there is no such way. */
  paths?(index: number): readonly LinePath[];
  /** What a line holds, as sent unless `isDecoded`, all of a container; null where that is nothing by itself. */
  valueText?(index: number): string | null;
  /** Where in the text as sent the row of that index begins, line and column from 1. */
  placeOfRow?(index: number): { readonly line: number; readonly column: number };
  /** The row, of those found, that a path leads to, as `paths` writes the first; null when there is none yet. */
  rowAtPath?(path: string): number | null;
};

/** The text of a line as views show it. */
export function lineText({ spans }: Pick<CodeLine, 'spans'>): string {
  let text = '';
  for (const span of spans) text += span.text;
  return text;
}
