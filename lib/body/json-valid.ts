import { scanScalar, scanString, skipSpace } from './json-value.ts';

const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/** Whether a text is JSON, all of it (RFC 8259), however deep and long: nothing of it is kept. */
export function isJson(text: string): boolean {
  /** What closes each open container. */
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
    // What is complete may complete what is around it.
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

/** Where the value of a member begins; −1 where there is none. */
function afterName(text: string, at: number): number {
  const end = text.charCodeAt(at) === quote ? scanString(text, at) : null;
  if (typeof end !== 'number') return -1;
  const colonAt = skipSpace(text, end);
  return text.charCodeAt(colonAt) === colon ? skipSpace(text, colonAt + 1) : -1;
}
