import { deceptive } from './bash-word.ts';

/** How a language spells a character, given as its code point, that is not to stand in its source as it is. */
export type Spelling = (code: number) => string;

const shorthand: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * Writes text for between the quotes of a language whose escape is the backslash. A backslash goes before backslashes
 * and the characters of `special`; what nobody would see (`deceptive`) is spelled out; the rest stays readable.
 */
export function textEscaper(special: string, spell: Spelling): (text: string) => string {
  return escaper(new RegExp(`[\\\\\n${special}]|${deceptive.source}`, 'gu'), spell);
}

/** The same for byte strings and for sources that should hold ASCII alone: everything else is spelled out. */
export function asciiEscaper(special: string, spell: Spelling): (text: string) => string {
  return escaper(new RegExp(`[\\\\${special}]|[^ -~]`, 'gu'), spell);
}

/** Bytes are spelled millions of times: how is remembered of each. */
function escaper(pattern: RegExp, spell: Spelling): (text: string) => string {
  const known = new Map<string, string>();
  const spelled = (character: string): string => {
    let text = known.get(character);
    if (text === undefined) {
      text = escaped(character, spell);
      if (known.size < 256) known.set(character, text);
    }
    return text;
  };
  return (text) => text.replace(pattern, spelled);
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
