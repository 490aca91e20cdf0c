import { isInvisible } from './visible.ts';

/**
 * What drawing a character costs beyond that of a Latin letter, measured in Chromium: a label for an invisible character is
 * an element of its own, text of other scripts is shaped, and each change of script or direction begins a run of its own.
 */
const costs = { latin: 1, other: 4, change: 6, label: 20 };

/**
 * The offset up to which a text may be drawn from `from` on, for the cost of `budget` Latin letters; never within a surrogate
 * pair, and always beyond `from`. Layout takes longer than linear time for some scripts, so a text is cut before it is drawn.
 */
export function drawableEnd(text: string, budget: number, from = 0): number {
  let left = budget;
  let before = 0;
  let lastCode = 0;
  let at = from;
  while (at < text.length) {
    const code = text.codePointAt(at)!;
    const script = scriptOf(code);
    if (isInvisible(code)) left -= code === lastCode ? costs.latin : costs.label;
    else left -= script === 0 ? costs.latin : costs.other;
    if (script !== before) left -= costs.change;
    if (left < 0 && at > from) return at;
    before = script;
    lastCode = code;
    at += code > 0xffff ? 2 : 1;
  }
  return text.length;
}

/** Latin letters, digits and what goes with them are 0. Any 256 characters in a row count as another script. */
function scriptOf(code: number): number {
  return code < 0x300 || (code >= 0x2000 && code < 0x2070) ? 0 : code >> 8;
}

/** The most characters in a field, and the most other than ASCII, each of which takes a browser ten times as long. */
const mostInField = 300_000;
const mostOthers = 50_000;

/** Whether a text takes a browser long to lay out in a field, where all of it is drawn. */
export function isCostlyInField(text: string): boolean {
  let others = 0;
  for (let at = 0; at < text.length && others <= mostOthers; at++) {
    const code = text.charCodeAt(at);
    if (code > 0x7e || (code < 0x20 && code !== 0x0a && code !== 0x0d)) others++;
  }
  return others > mostOthers || text.length > mostInField;
}
