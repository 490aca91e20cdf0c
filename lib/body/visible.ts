/** Text that is visible as it is (`mark` null), or one invisible character with the name to show for it. */
export type VisibleSpan = { readonly text: string; readonly mark: string | null };

/** The same invisible character several times in a row; `text` is all of it, and `count` 1 for visible text. */
export type VisibleRun = VisibleSpan & { readonly count: number };

const c0 =
  'NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US'.split(
    ' ',
  );
const c1 =
  'PAD HOP BPH NBH IND NEL SSA ESA HTS HTJ VTS PLD PLU RI SS2 SS3 DCS PU1 PU2 STS CCH MW SPA EPA SOS SGC SCI CSI ST OSC PM APC'.split(
    ' ',
  );
const named = new Map<number, string>([
  [0x7f, 'DEL'],
  [0xad, 'SHY'],
  [0x061c, 'ALM'],
  [0x180e, 'MVS'],
  [0x200b, 'ZWSP'],
  [0x200c, 'ZWNJ'],
  [0x200d, 'ZWJ'],
  [0x200e, 'LRM'],
  [0x200f, 'RLM'],
  [0x2028, 'LS'],
  [0x2029, 'PS'],
  [0x202a, 'LRE'],
  [0x202b, 'RLE'],
  [0x202c, 'PDF'],
  [0x202d, 'LRO'],
  [0x202e, 'RLO'],
  [0x2060, 'WJ'],
  [0x2066, 'LRI'],
  [0x2067, 'RLI'],
  [0x2068, 'FSI'],
  [0x2069, 'PDI'],
  [0xfeff, 'BOM'],
]);

/**
 * Characters that are invisible, or that change how their neighbours are displayed: C0 and C1 controls except tab and line
 * feed, bidirectional controls (Unicode UAX #9 §2), zero-width and other default-ignorable format characters, tag
 * characters (text hidden from people but not from programs), lone surrogates.
 */
const hidden =
  /[\0-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}\p{Cs}]/gu;

/**
 * Splits text into spans so that nothing in it is invisible: text shown in an inspector must not be able to deceive its
 * reader ("Trojan Source", CVE-2021-42574). The texts of all spans, joined, are the given text.
 */
export function* visible(text: string): Generator<VisibleSpan> {
  let from = 0;
  for (const found of text.matchAll(hidden)) {
    if (found.index > from) yield { text: text.slice(from, found.index), mark: null };
    yield { text: found[0], mark: markOf(found[0].codePointAt(0)!) };
    from = found.index + found[0].length;
  }
  if (from < text.length) yield { text: text.slice(from), mark: null };
}

/** The spans of a text, with equal invisible characters in a row as one: thousands of them are one label. */
export function visibleRuns(text: string): VisibleRun[] {
  const runs: { text: string; mark: string | null; count: number }[] = [];
  for (const { text: piece, mark } of visible(text)) {
    const last = runs.at(-1);
    if (last && mark !== null && last.mark === mark) {
      last.text += piece;
      last.count++;
    } else runs.push({ text: piece, mark, count: 1 });
  }
  return runs;
}

/** Whether a character gets a label, so that drawing it costs an element. */
export function isInvisible(code: number): boolean {
  if (code < 0x20) return code !== 0x09 && code !== 0x0a;
  if (code < 0x300) return (code >= 0x7f && code < 0xa0) || code === 0xad;
  return (
    named.has(code) ||
    (code >= 0xd800 && code < 0xe000) ||
    (code >= 0x2061 && code <= 0x2065) ||
    (code >= 0xfff9 && code <= 0xfffb) ||
    (code >= 0xe0000 && code < 0xe0080)
  );
}

/** The short name of an invisible character: its usual abbreviation, else its code point as `U+2061`. */
function markOf(code: number): string {
  if (code < 0x20) return c0[code]!;
  if (code >= 0x80 && code < 0xa0) return c1[code - 0x80]!;
  if (code >= 0xe0020 && code < 0xe007f) return `TAG ${String.fromCharCode(code - 0xe0000)}`;
  return named.get(code) ?? codePointName(code);
}

/** A code point in Unicode notation: `U+` and at least four hexadecimal digits. */
export function codePointName(code: number): string {
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
