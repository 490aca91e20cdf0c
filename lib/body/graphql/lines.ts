import type { CodeLine, CodeSpan } from '../code-line.ts';
import { lineBreakAt, rowEnd } from '../line-break.ts';
import type { Rows } from '../rows.ts';

/**
 * A token of GraphQL (September 2025 specification, §2.1), or white space before one. Millions of spaces are several: the expression
 * keeps a place for each, and has no room for that many. `plain` is text that is too far from the start to be read.
 */
type Token = { readonly kind: CodeSpan['kind']; readonly text: string };

/** Every token but strings. For each step of a repeated choice, as in a string, an expression keeps a place: a long string takes more than it has. */
const tokens =
  /(?<comment>#[^\n\r]*)|(?<quotes>"""|")|(?<number>-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)|(?<variable>\$[\w]*)|(?<directive>@\w*)|(?<name>[A-Za-z_]\w*)|(?<space>[\s\ufeff]{1,10000})|(?<other>\.\.\.|[\s\S])/iy;

/** What a string of one line has besides escapes and its quotes. */
const unescaped = /[^"\\\n\r]*/y;

const keywords = new Set('query mutation subscription fragment on true false null'.split(' '));

/** A row with more spans continues in the next one: nobody reads such a line, and drawing it takes time. */
const longestRow = 60;

/** How much of a text is read for tokens, UTF-16 code units. What follows is shown as it is: nobody writes that much. */
const mostRead = 4 * 1024 * 1024;

/** The tokens of a GraphQL text; joined they are the text. */
export function* graphqlTokens(text: string): Generator<Token> {
  const read = text.slice(0, mostRead);
  // A copy, since the expressions keep their place while others use them.
  const token = new RegExp(tokens);
  while (token.lastIndex < read.length) {
    const { 0: piece, index, groups = {} } = token.exec(read)!;
    if (groups.quotes === undefined) {
      yield { kind: kindOf(groups, piece), text: piece };
      continue;
    }
    const end = groups.quotes === '"' ? endOfString(read, index) : endOfBlockString(read, index);
    token.lastIndex = end;
    yield { kind: 'string', text: read.slice(index, end) };
  }
  for (let at = read.length; at < text.length; ) {
    const lineEnd = rowEnd(text, at);
    const end = lineEnd + lineBreakAt(text, lineEnd).length;
    yield { kind: 'plain', text: text.slice(at, end) };
    at = end;
  }
}

/** The end of the string that begins at `from`: after its quote, else before the line break or at the end of the text. */
function endOfString(text: string, from: number): number {
  for (let at = from + 1; ; at += 2) {
    unescaped.lastIndex = at;
    unescaped.test(text);
    at = unescaped.lastIndex;
    if (text[at] === '"') return at + 1;
    const isEscape = text[at] === '\\' && at + 1 < text.length && lineBreakAt(text, at + 1) === '';
    if (!isEscape) return at;
  }
}

/** The end of the block string that begins at `from`: after its quotes, else at the end of the text. */
function endOfBlockString(text: string, from: number): number {
  let at = text.indexOf('"""', from + 3);
  while (at !== -1 && at > from + 3 && text[at - 1] === '\\') at = text.indexOf('"""', at + 3);
  return at === -1 ? text.length : at + 3;
}

function kindOf(groups: Record<string, string | undefined>, piece: string): CodeSpan['kind'] {
  if (groups.comment !== undefined) return 'comment';
  if (groups.number !== undefined || groups.variable !== undefined) return 'number';
  if (groups.directive !== undefined) return 'literal';
  if (groups.name !== undefined) return keywords.has(piece) ? 'literal' : 'key';
  return groups.space !== undefined ? 'space' : 'punctuation';
}

/** The lines of a GraphQL text, found as far as they are asked for: its own, or if it has only one, lines made from its braces and fields. */
export function graphqlLines(text: string): Rows<CodeLine> {
  const all = graphqlTokens(text);
  return withFolds(/[\n\r]/.test(text.trim()) ? writtenRows(all) : laidOutRows(all));
}

type Row = { depth: number; spans: CodeSpan[] };

/** Lines as written; their indentation is left to the layout. */
function* writtenRows(all: Iterable<Token>): Generator<Row> {
  let row: Row = { depth: 0, spans: [] };
  let depth = 0;
  for (const token of all) {
    const pieces = token.text.split(/\r\n|\n|\r/);
    for (const [index, piece] of pieces.entries()) {
      if (index > 0 || row.spans.length === longestRow) {
        if (row.spans.length > 0) yield row;
        row = { depth, spans: [] };
      }
      const shown = row.spans.length === 0 && token.kind === 'space' ? '' : piece;
      if (shown === '') continue;
      if ('})]'.includes(shown)) depth = Math.max(0, depth - 1);
      if (row.spans.length === 0) row.depth = depth;
      if ('{(['.includes(shown)) depth++;
      row.spans.push({ kind: token.kind, text: shown });
    }
  }
  if (row.spans.length > 0) yield row;
}

/** Lays out one field per line. */
function* laidOutRows(all: Iterable<Token>): Generator<Row> {
  let row: Row = { depth: 0, spans: [] };
  let braces = 0;
  let brackets = 0;
  let before = '';
  let space = false;
  function* newRow(): Generator<Row> {
    if (row.spans.length > 0) yield row;
    row = { depth: braces, spans: [] };
  }
  for (const token of all) {
    if (token.kind === 'space') {
      space = true;
      continue;
    }
    const { kind, text } = token;
    if (text === '}' && brackets === 0) {
      braces = Math.max(0, braces - 1);
      yield* newRow();
    } else if (startsRow(token, before, braces, brackets) || row.spans.length >= longestRow) yield* newRow();
    const isTight =
      row.spans.length === 0 || (!space && text !== '{') || before === '(' || text === ')' || text === ',';
    if (!isTight) row.spans.push({ kind: 'space', text: ' ' });
    row.spans.push({ kind, text });
    if ('(['.includes(text)) brackets++;
    if (')]'.includes(text)) brackets = Math.max(0, brackets - 1);
    if (text === '{' && brackets === 0) {
      braces++;
      yield* newRow();
    }
    if (text === '}' && brackets === 0) yield* newRow();
    before = text;
    space = false;
  }
  yield* newRow();
}

function startsRow({ kind, text }: Token, before: string, braces: number, brackets: number): boolean {
  if (braces === 0 || brackets > 0) return false;
  if ([':', '...', 'on'].includes(before)) return false;
  return text === '...' || ((kind === 'key' || kind === 'literal') && !text.startsWith('@') && text !== 'on');
}

/** Makes a line that ends in a brace foldable, up to the line that closes it. */
function withFolds(found: Iterator<Row>): Rows<CodeLine> {
  const rows: Row[] = [];
  const open: number[] = [];
  const partners: number[] = [];
  let done = false;

  function next(): void {
    const { value: row } = found.next();
    if (!row) {
      done = true;
      return;
    }
    const opener = row.spans[0]?.text === '}' ? open.pop() : undefined;
    if (opener !== undefined) partners[opener] = rows.length;
    partners.push(opener ?? -1);
    if (opensBlock(row)) open.push(rows.length);
    rows.push(row);
  }

  return {
    get count() {
      return rows.length;
    },
    get done() {
      return done;
    },
    readUpTo(count) {
      while (rows.length < count && !done) next();
      return rows.length;
    },
    row(index) {
      const row = rows[index]!;
      const partner = partners[index]!;
      const closeLine = partner > index ? partner : null;
      return {
        ...row,
        opens: opensBlock(row)
          ? { kind: 'block', children: Math.max(0, (closeLine ?? index + 1) - index - 1), closeLine }
          : null,
        closes: partner >= 0 && partner < index ? partner : null,
        notes: [],
      };
    },
  };
}

function opensBlock({ spans }: Row): boolean {
  return spans.at(-1)?.text === '{';
}
