import { asciiEscaper, hex } from './escape.ts';

/**
 * Java turns `\u000a` into a line end before it reads strings (JLS §3.3), so controls are octal; other characters are
 * UTF-16 code units, which the encoding of the file cannot change.
 */
const escaped = asciiEscaper('"', (code) => {
  if (code < 0x100) return `\\${code.toString(8).padStart(3, '0')}`;
  const units = String.fromCodePoint(code).split('');
  return units.map((unit) => `\\u${hex(unit.charCodeAt(0), 4)}`).join('');
});

/** A Java string literal for a text or a byte string. */
export function javaString(value: string): string {
  return `"${escaped(value)}"`;
}

/** A class file has no constant above 65,535 bytes, and joins what `+` adds at compile time. */
const LONGEST_CONSTANT = 10_000;

/** A Java expression for a text of any length. */
export function javaText(value: string): string {
  if (value.length <= LONGEST_CONSTANT) return javaString(value);
  const pieces = value.match(new RegExp(`.{1,${LONGEST_CONSTANT}}`, 'gs')) ?? [];
  return `String.join("",\n            ${pieces.map(javaString).join(',\n            ')})`;
}
