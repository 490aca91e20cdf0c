import { codePointName } from '../visible.ts';

/** The reason and the offset (UTF-16 code units) of a syntax error. */
export type JsonFault = { readonly offset: number; readonly message: string };

const noComments = 'JSON has no comments';

/** The error where a value should begin. */
export function valueMessage(text: string, at: number): string {
  const character = text.charAt(at);
  if (character === '') return 'the text ends where a value is expected';
  if (isComment(text, at)) return noComments;
  if (character === "'") return "strings need double quotes, not '";
  if (character === '+') return 'a number may not begin with +';
  if (character === '.') return 'a number may not begin with a decimal point';
  if (',]}'.includes(character)) return `a value is missing before ${character}`;
  return `${characterAt(text, at)} cannot begin a value`;
}

/** The error for a bare word where a value should be. */
export function wordMessage(word: string): string {
  const lower = word.toLowerCase();
  const literal = lower === 'true' || lower === 'false' || lower === 'null';
  return literal ? `${word} is not valid, use ${lower}` : `${word} is not a JSON value`;
}

/** The error where a name in an object should begin. */
export function nameMessage(text: string, at: number): string {
  const character = text.charAt(at);
  if (character === '') return endMessage('}');
  if (isComment(text, at)) return noComments;
  if (character === ',') return 'a member is missing before the comma';
  if (character === ']') return 'expected }, found ]';
  return 'names need double quotes';
}

/** The error where the colon after a name should be. */
export function colonMessage(text: string, at: number): string {
  if (at === text.length) return endMessage('}');
  return `expected a colon after the name, found ${characterAt(text, at)}`;
}

/** The error after a value in a container that `close` ends. */
export function afterValueMessage(text: string, at: number, close: string): string {
  const character = text.charAt(at);
  if (character === '') return endMessage(close);
  if (isComment(text, at)) return noComments;
  if (character === '}' || character === ']') return `expected ${close}, found ${character}`;
  if (character === ':' && close === ']')
    return 'names with a colon are only allowed in objects, this is an array';
  return `a comma or ${close} is missing before ${characterAt(text, at)}`;
}

/** The error after the value of a JSON text. */
export function moreMessage(text: string, at: number): string {
  if (isComment(text, at)) return noComments;
  if (!/[{["\d\-tfn]/.test(text.charAt(at))) return `${characterAt(text, at)} follows the end of the value`;
  return 'a second value starts here, but JSON allows only one (NDJSON allows one per line)';
}

function endMessage(close: string): string {
  return `the text ends inside ${close === '}' ? 'an object' : 'an array'}`;
}

/** Whether a comment of a JSON dialect begins at `at`. */
function isComment(text: string, at: number): boolean {
  return /^(?:\/\/|\/\*|#)/.test(text.slice(at, at + 2));
}

/** The character at `at`, or the name of its code point when it is invisible. */
export function characterAt(text: string, at: number): string {
  const code = text.codePointAt(at) ?? 0;
  const character = String.fromCodePoint(code);
  return /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character) ? character : codePointName(code);
}
