import type { CodeLine, CodeSpan } from '../code-line.ts';
import type { Rows } from '../rows.ts';

/**
 * A token of GraphQL (September 2025 specification, §2.1), or white space before one. Millions of spaces are several: the expression
 * keeps a place for each, and has no room for that many.
 */
type Token = { readonly kind: CodeSpan['kind']; readonly text: string };

const tokens =
  /(?<comment>#[^\n\r]*)|(?<string>"""(?:\\"""|[\s\S])*?(?:"""|$)|"(?:\\.|[^"\\\n\r])*"?)|(?<number>-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)|(?<variable>\$[\w]*)|(?<directive>@\w*)|(?<name>[A-Za-z_]\w*)|(?<space>[\s\ufeff]{1,10000})|(?<other>\.\.\.|[\s\S])/giy;

const keywords = new Set('query mutation subscription fragment on true false null'.split(' '));

/** A row with more spans continues in the next one: nobody reads such a line, and drawing it takes time. */
const longestRow = 60;

/** The tokens of a GraphQL text; joined they are the text. */
export function* graphqlTokens(text: string): Generator<Token> {
  for (const { 0: piece, groups = {} } of text.matchAll(tokens)) {
    yield { kind: kindOf(groups, piece), text: piece };
  }
}

function kindOf(groups: Record<string, string | undefined>, piece: string): CodeSpan['kind'] {
  if (groups.comment !== undefined) return 'comment';
  if (groups.string !== undefined) return 'string';
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
