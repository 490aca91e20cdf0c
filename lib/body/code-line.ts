import type { Rows } from './rows.ts';

/**
 * A piece of a line: a token as sent, `space` added by the layout, or text after the first syntax error. `key` is the name
 * of what follows; `plain` is content, `quiet` what a reader added, like the type of a binary value.
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

/** A line of structured content, pretty-printed. */
export type CodeLine = {
  /** The number of containers around the line. A text may be 100,000 deep: limit the indentation drawn. */
  readonly depth: number;
  /** Shown through `visible`, in order. A string can be as long as the body. */
  readonly spans: readonly CodeSpan[];
  /** The container this line opens and leaves open; null when it opens none. */
  readonly opens: Container | null;
  /** The index of the line that opened what this one closes; null when it closes nothing. */
  readonly closes: number | null;
  /** Remarks beside the line: `64-bit, shown exactly`, `duplicate name`. */
  readonly notes: readonly string[];
};

/** A foldable range: the lines after the one that opens it, up to and including `closeLine`. */
export type Container = {
  readonly kind: 'object' | 'array' | 'element' | 'block' | 'message';
  /** Members, elements or children found so far; complete once `closeLine` is known. */
  readonly children: number;
  /** The index of the line that closes it; null if not read yet, or if the text ends before. */
  readonly closeLine: number | null;
};

/** A path to a value in a language that programs understand: `JSONPath`, `$.commits[0]`. */
export type LinePath = { readonly name: string; readonly text: string };

/** Structured content as lines. */
export type CodeRows = Rows<CodeLine> & {
  /** Whether the body is binary, with no text other than the one shown here. */
  readonly isDecoded?: boolean;
  /** The paths to what a line contains or closes, the most common first; empty if there is none. */
  paths?(index: number): readonly LinePath[];
  /** The value on a line (for a container, all of it), as sent unless `isDecoded`; null if it is not a value on its own. */
  valueText?(index: number): string | null;
  /** Where the row begins in the text as sent, line and column from 1. */
  placeOfRow?(index: number): { readonly line: number; readonly column: number };
  /** The row that a path leads to, in the form of the first of `paths`, or a JSON Pointer in JSON; null if it is not found yet. */
  rowAtPath?(path: string): number | null;
};

/** The text of a line as shown in views. */
export function lineText({ spans }: Pick<CodeLine, 'spans'>): string {
  let text = '';
  for (const span of spans) text += span.text;
  return text;
}
