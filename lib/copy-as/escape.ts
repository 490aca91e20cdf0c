import { deceptive } from './bash-word.ts';

/** How a language spells a character, given as its code point, that is not to stand in its source as it is. */
export type Spelling = (code: number) => string;

const shorthand: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * Writes text for between the quotes of a language whose escape is the backslash. A backslash goes before backslashes
 * and the characters of `special`; what nobody would see (`deceptive`) is spelled out; the rest stays readable.
 */
export function textEscaper(special: string, spell: Spelling): (text: string) => string {
  const pattern = new RegExp(`[\\\\\n${special}]|${deceptive.source}`, 'gu');
  return (text) => text.replace(pattern, (character) => escaped(character, spell));
}

/** The same for byte strings and for sources that should hold ASCII alone: everything else is spelled out. */
export function asciiEscaper(special: string, spell: Spelling): (text: string) => string {
  const pattern = new RegExp(`[\\\\${special}]|[^ -~]`, 'gu');
  return (text) => text.replace(pattern, (character) => escaped(character, spell));
}

function escaped(character: string, spell: Spelling): string {
  if (/[!-~]/.test(character)) return `\\${character}`;
  return shorthand[character] ?? spell(character.codePointAt(0) ?? 0);
}

/** A number in hexadecimal with at least so many digits. */
export function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}

/** `\xff`, which most languages read as the byte or the character of that number. */
export const hexByte: Spelling = (code) => `\\x${hex(code, 2)}`;
