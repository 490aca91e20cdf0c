import { characterAt, type JsonFault, valueMessage, wordMessage } from './fault.ts';

const quote = 0x22;
const backslash = 0x5c;
const minus = 0x2d;
const plus = 0x2b;
const point = 0x2e;

/** The first offset from `at` that is not JSON white space: space, tab, line feed, carriage return (RFC 8259 §2). */
export function skipSpace(text: string, at: number): number {
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return at;
    at++;
  }
}

/** The offset after the string, number or literal that starts at `at`, or its syntax error. */
export function scanScalar(text: string, at: number): number | JsonFault {
  const code = text.charCodeAt(at);
  if (code === quote) return scanString(text, at);
  if (code === minus || isDigit(code)) return scanNumber(text, at);
  return scanLiteral(text, at);
}

/** The offset after the string whose opening quote is at `at` (RFC 8259 §7), or its syntax error. */
export function scanString(text: string, at: number): number | JsonFault {
  at++;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === quote) return at + 1;
    if (code === backslash) {
      const length = escapeLength(text, at);
      if (length === 0) return escapeFault(text, at);
      at += length;
    } else if (code >= 0x20) {
      at++;
    } else {
      return at >= text.length ? fault(at, 'the text ends inside a string') : controlFault(text, at);
    }
  }
}

/** The length of the escape at `at`: 2, or 6 for `\u`; 0 if it is not valid. */
function escapeLength(text: string, at: number): number {
  const letter = text.charAt(at + 1);
  if (letter === 'u') return /^[0-9a-fA-F]{4}$/.test(text.slice(at + 2, at + 6)) ? 6 : 0;
  return letter !== '' && '"\\/bfnrt'.includes(letter) ? 2 : 0;
}

function escapeFault(text: string, at: number): JsonFault {
  if (/^\\(?:u[0-9a-fA-F]{0,3})?$/.test(text.slice(at, at + 6))) {
    return fault(text.length, 'the text ends inside a string');
  }
  if (text.charAt(at + 1) === 'u') return fault(at, '\\u needs four hexadecimal digits after it');
  return fault(at, `a backslash before ${characterAt(text, at + 1)} is not a JSON escape`);
}

function controlFault(text: string, at: number): JsonFault {
  const what = { '\n': 'a line break', '\r': 'a line break', '\t': 'a tab' }[text.charAt(at)];
  return fault(at, `${what ?? characterAt(text, at)} inside a string must be escaped`);
}

/** The offset after the number that starts at `at` (RFC 8259 §6), or its syntax error. */
export function scanNumber(text: string, at: number): number | JsonFault {
  const whole = text.charCodeAt(at) === minus ? at + 1 : at;
  let end = skipDigits(text, whole);
  if (end === whole) return minusFault(text, whole);
  if (text.charAt(whole) === '0' && end > whole + 1) {
    return fault(whole + 1, 'a number may not have a leading zero');
  }
  if (text.charCodeAt(end) === point) {
    const fraction = end + 1;
    end = skipDigits(text, fraction);
    if (end === fraction) return digitFault(text, end, 'the decimal point');
  }
  if (text.charAt(end) === 'e' || text.charAt(end) === 'E') {
    const sign = text.charCodeAt(end + 1);
    const power = sign === plus || sign === minus ? end + 2 : end + 1;
    end = skipDigits(text, power);
    if (end === power) return digitFault(text, end, 'the exponent mark');
  }
  return end;
}

function skipDigits(text: string, at: number): number {
  while (isDigit(text.charCodeAt(at))) at++;
  return at;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function minusFault(text: string, at: number): JsonFault {
  const word = wordAt(text, at);
  return word === '' ? digitFault(text, at, 'the minus sign') : fault(at, `-${word} is not a JSON value`);
}

function digitFault(text: string, at: number, after: string): JsonFault {
  return fault(at, at >= text.length ? 'the text ends inside a number' : `a digit must follow ${after}`);
}

/** The offset after `true`, `false` or `null`; any other word is a syntax error. */
function scanLiteral(text: string, at: number): number | JsonFault {
  const word = wordAt(text, at);
  if (word === 'true' || word === 'false' || word === 'null') return at + word.length;
  if (word === '') return fault(at, valueMessage(text, at));
  const cut = at + word.length === text.length && ['true', 'false', 'null'].some((it) => it.startsWith(word));
  return cut ? fault(text.length, 'the text ends inside a literal') : fault(at, wordMessage(word));
}

/** The run of ASCII letters, digits, `_` and `$` at `at`, cut for a message. */
function wordAt(text: string, at: number): string {
  return /^[A-Za-z_$][\w$]*/.exec(text.slice(at, at + 24))?.[0] ?? '';
}

function fault(offset: number, message: string): JsonFault {
  return { offset, message };
}
