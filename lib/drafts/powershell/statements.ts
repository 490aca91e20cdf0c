import type { PowershellToken } from '../shell/powershell-tokens.ts';
import type { Tokens } from './token-cursor.ts';

/**
 * The statements of a script: they end with a line or a semicolon outside of brackets. The braces of a block are statements, too. A line that ends
 * with an operator goes on in the next.
 */
export function statementsOf(tokens: Tokens): Tokens[] {
  const statements: PowershellToken[][] = [[]];
  let depth = 0;
  let last: PowershellToken | undefined;
  for (const token of tokens) {
    const isMark = token.kind === 'mark';
    const isInTable = isMark && token.text === '{' && /^[@$]$/.test(last?.text ?? '') && !token.isApart;
    const isBlock = depth === 0 && isMark && '{}'.includes(token.text) && !isInTable;
    if (isMark && !isBlock && '({['.includes(token.text)) depth++;
    if (isMark && ')}]'.includes(token.text)) depth = Math.max(0, depth - 1);
    const isEnd = (token.kind === 'line-break' && !isContinued(last)) || (isMark && token.text === ';');
    if (isBlock) statements.push([token], []);
    else if (depth === 0 && isEnd) statements.push([]);
    else if (depth > 0 || token.kind !== 'line-break') statements.at(-1)!.push(token);
    if (token.kind !== 'line-break') last = token;
  }
  return statements.filter((statement) => statement.length > 0);
}

function isContinued(last: PowershellToken | undefined): boolean {
  if (last?.kind === 'mark') return /^[|,=]$/.test(last.text);
  return last?.kind === 'word' && /^(?:\+|-f)$/i.test(last.text);
}

/** The beginning of a statement without its strings: enough to know what it does. */
export function skeletonOf(tokens: Tokens): string {
  return tokens
    .slice(0, 40)
    .map(({ kind, text }) => (kind === 'string' ? '' : text.slice(0, 60)))
    .join('');
}
