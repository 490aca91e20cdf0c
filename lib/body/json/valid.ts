import { scanScalar, scanString, skipSpace } from './scan.ts';

const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/** Whether a whole text is valid JSON (RFC 8259), of any depth and length: it builds no values. */
export function isJson(text: string): boolean {
  /** The closing brackets of the open containers. */
  const open: number[] = [];
  let at = skipSpace(text, 0);
  for (;;) {
    const around = open.at(-1);
    if (around === closeBrace) {
      at = afterName(text, at);
      if (at < 0) return false;
    }
    const code = text.charCodeAt(at);
    if (code === openBrace || code === openBracket) {
      const closes = code === openBrace ? closeBrace : closeBracket;
      at = skipSpace(text, at + 1);
      if (text.charCodeAt(at) !== closes) {
        open.push(closes);
        continue;
      }
      at++;
    } else {
      const end = scanScalar(text, at);
      if (typeof end !== 'number') return false;
      at = end;
    }
    // A complete value may complete the containers around it.
    for (;;) {
      at = skipSpace(text, at);
      const closes = open.at(-1);
      if (closes === undefined) return at === text.length;
      if (text.charCodeAt(at) === comma) break;
      if (text.charCodeAt(at) !== closes) return false;
      open.pop();
      at++;
    }
    at = skipSpace(text, at + 1);
  }
}

/** The offset of the value of a member; −1 if there is none. */
function afterName(text: string, at: number): number {
  const end = text.charCodeAt(at) === quote ? scanString(text, at) : null;
  if (typeof end !== 'number') return -1;
  const colonAt = skipSpace(text, end);
  return text.charCodeAt(colonAt) === colon ? skipSpace(text, colonAt + 1) : -1;
}
