import { codePointName } from './visible.ts';

/** Why a text is not JSON, and where: `offset` in UTF-16 code units. */
export type JsonFault = { readonly offset: number; readonly message: string };

const noComments = 'JSON has no comments';

/** What is wrong where a value should begin. */
export function valueMessage(text: string, at: number): string {
  const character = text.charAt(at);
  if (character === '') return 'the text ends where a value should be';
  if (isComment(text, at)) return noComments;
  if (character === "'") return "a string is in double quotes, not '";
  if (character === '+') return 'a number may not begin with +';
  if (character === '.') return 'a number may not begin with a decimal point';
  if (',]}'.includes(character)) return `a value is missing before ${character}`;
  return `${characterAt(text, at)} cannot begin a value`;
}

/** What is wrong with a bare word where a value should be. */
export function wordMessage(word: string): string {
  const lower = word.toLowerCase();
  const literal = lower === 'true' || lower === 'false' || lower === 'null';
  return literal ? `${word} is not JSON: it is ${lower} there` : `${word} is not JSON`;
}

/** What is wrong where a name in an object should begin. */
export function nameMessage(text: string, at: number): string {
  const character = text.charAt(at);
  if (character === '') return endMessage('}');
  if (isComment(text, at)) return noComments;
  if (character === ',') return 'a member is missing before the comma';
  if (character === ']') return '] stands where } should';
  return 'a name must be in double quotes';
}

/** What is wrong where the colon after a name should be. */
export function colonMessage(text: string, at: number): string {
  if (at === text.length) return endMessage('}');
  return `a colon must follow the name, not ${characterAt(text, at)}`;
}

/** What is wrong after a value in a container that `close` ends. */
export function afterValueMessage(text: string, at: number, close: string): string {
  const character = text.charAt(at);
  if (character === '') return endMessage(close);
  if (isComment(text, at)) return noComments;
  if (character === '}' || character === ']') return `${character} stands where ${close} should`;
  if (character === ':' && close === ']') return 'a name and colon belong in { }, this is an array';
  return `a comma or ${close} is missing before ${characterAt(text, at)}`;
}

/** What is wrong after the one value a JSON text is. */
export function moreMessage(text: string, at: number): string {
  if (isComment(text, at)) return noComments;
  if (!/[{["\d\-tfn]/.test(text.charAt(at))) return `${characterAt(text, at)} follows the end of the value`;
  return 'a second value begins here, and JSON text is one value; one a line is NDJSON';
}

function endMessage(close: string): string {
  return `the text ends inside ${close === '}' ? 'an object' : 'an array'}`;
}

/** Whether what many dialects take for a comment begins at `at`. */
function isComment(text: string, at: number): boolean {
  return /^(?:\/\/|\/\*|#)/.test(text.slice(at, at + 2));
}

/** The character at `at` in words: itself, or its code point when it would not be seen. */
export function characterAt(text: string, at: number): string {
  const code = text.codePointAt(at) ?? 0;
  const character = String.fromCodePoint(code);
  return /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character) ? character : codePointName(code);
}
