import type { CodeLine, CodeSpan } from '../code-line.ts';

/** A token of GraphQL (September 2025 specification, §2.1), or the white space before one. */
type Token = { readonly kind: CodeSpan['kind']; readonly text: string };

const tokens =
  /(?<comment>#[^\n\r]*)|(?<string>"""(?:\\"""|[\s\S])*?(?:"""|$)|"(?:\\.|[^"\\\n\r])*"?)|(?<number>-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)|(?<variable>\$[\w]*)|(?<directive>@\w*)|(?<name>[A-Za-z_]\w*)|(?<space>[\s\ufeff]+)|(?<other>\.\.\.|[\s\S])/giy;

const keywords = new Set('query mutation subscription fragment on true false null'.split(' '));

/** The tokens of a GraphQL text; joined they are the text. */
export function graphqlTokens(text: string): Token[] {
  return [...text.matchAll(tokens)].map(({ 0: piece, groups = {} }) => ({
    kind: kindOf(groups, piece),
    text: piece,
  }));
}

function kindOf(groups: Record<string, string | undefined>, piece: string): CodeSpan['kind'] {
  if (groups.comment !== undefined) return 'comment';
  if (groups.string !== undefined) return 'string';
  if (groups.number !== undefined || groups.variable !== undefined) return 'number';
  if (groups.directive !== undefined) return 'literal';
  if (groups.name !== undefined) return keywords.has(piece) ? 'literal' : 'key';
  return groups.space !== undefined ? 'space' : 'punctuation';
}

/** The lines of a GraphQL text: its own, or if it has only one, lines made from its braces and fields. */
export function graphqlLines(text: string): CodeLine[] {
  const all = graphqlTokens(text);
  const rows = /[\n\r]/.test(text.trim()) ? writtenRows(all) : layOut(all);
  return withFolds(rows);
}

type Row = { depth: number; spans: CodeSpan[] };

/** Lines as written; their indentation is left to the layout. */
function writtenRows(all: readonly Token[]): Row[] {
  const rows: Row[] = [{ depth: 0, spans: [] }];
  let depth = 0;
  for (const token of all) {
    const pieces = token.text.split(/\r\n|\n|\r/);
    for (const [index, piece] of pieces.entries()) {
      if (index > 0) rows.push({ depth, spans: [] });
      const row = rows.at(-1)!;
      const shown = row.spans.length === 0 && token.kind === 'space' ? '' : piece;
      if (shown === '') continue;
      if ('})]'.includes(shown)) depth = Math.max(0, depth - 1);
      if (row.spans.length === 0) row.depth = depth;
      if ('{(['.includes(shown)) depth++;
      row.spans.push({ kind: token.kind, text: shown });
    }
  }
  return rows.filter(({ spans }) => spans.length > 0);
}

/** Lays out one field per line. */
function layOut(all: readonly Token[]): Row[] {
  const rows: Row[] = [];
  let row: Row = { depth: 0, spans: [] };
  let braces = 0;
  let brackets = 0;
  let before = '';
  let space = false;
  const newRow = () => {
    if (row.spans.length > 0) rows.push(row);
    row = { depth: braces, spans: [] };
  };
  for (const token of all) {
    if (token.kind === 'space') {
      space = true;
      continue;
    }
    const { kind, text } = token;
    if (text === '}' && brackets === 0) {
      braces = Math.max(0, braces - 1);
      newRow();
    } else if (startsRow(token, before, braces, brackets)) newRow();
    const isTight =
      row.spans.length === 0 || (!space && text !== '{') || before === '(' || text === ')' || text === ',';
    if (!isTight) row.spans.push({ kind: 'space', text: ' ' });
    row.spans.push({ kind, text });
    if ('(['.includes(text)) brackets++;
    if (')]'.includes(text)) brackets = Math.max(0, brackets - 1);
    if (text === '{' && brackets === 0) {
      braces++;
      newRow();
    }
    if (text === '}' && brackets === 0) newRow();
    before = text;
    space = false;
  }
  newRow();
  return rows;
}

function startsRow({ kind, text }: Token, before: string, braces: number, brackets: number): boolean {
  if (braces === 0 || brackets > 0) return false;
  if ([':', '...', 'on'].includes(before)) return false;
  return text === '...' || ((kind === 'key' || kind === 'literal') && !text.startsWith('@') && text !== 'on');
}

/** Makes a line that ends in a brace foldable, up to the line that closes it. */
function withFolds(rows: readonly Row[]): CodeLine[] {
  const open: number[] = [];
  const partners = rows.map(() => -1);
  for (const [index, { spans }] of rows.entries()) {
    if (spans[0]?.text === '}') {
      const opener = open.pop();
      if (opener !== undefined) {
        partners[opener] = index;
        partners[index] = opener;
      }
    }
    if (spans.at(-1)?.text === '{') open.push(index);
  }
  return rows.map(({ depth, spans }, index) => {
    const partner = partners[index]!;
    return {
      depth,
      spans,
      opens:
        spans.at(-1)?.text === '{'
          ? {
              kind: 'block',
              children: Math.max(0, partner - index - 1),
              closeLine: partner > index ? partner : null,
            }
          : null,
      closes: partner >= 0 && partner < index ? partner : null,
      notes: [],
    };
  });
}
