import { visible } from '#lib/body/visible.ts';

/**
 * Text of others for a terminal. Characters that are invisible, move the cursor, set colours or change the direction of text are shown as escapes:
 * `\x1b`, `\u202e`. Line feeds and tabs are escaped too, unless lines are kept.
 */
export function printable(text: string, keep: 'line' | 'lines' = 'line'): string {
  const shown = [...visible(text)].map(({ text, mark }) => (mark === null ? text : escaped(text))).join('');
  return keep === 'lines' ? shown : shown.replace(/[\t\n]/g, escaped);
}

function escaped(character: string): string {
  const code = character.codePointAt(0)!;
  const digits = code.toString(16);
  if (code < 0x100) return `\\x${digits.padStart(2, '0')}`;
  return code < 0x1_0000 ? `\\u${digits.padStart(4, '0')}` : `\\u{${digits}}`;
}
