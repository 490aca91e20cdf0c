import { shapesIn } from './secret-shapes.ts';
import type { Span } from './span.ts';

/**
 * The spans of a text that look like keys: those with a shape of their own, and random ones. `mayBeRandom` is false where a long
 * random run would be an identifier.
 */
export function secretShapes(text: string, mayBeRandom: boolean): Span[] {
  if (text.length < 8) return [];
  const spans = shapesIn(text);
  if (mayBeRandom && text.length >= 24) {
    for (const run of runs) addRandom(text, run, spans);
  }
  return spans;
}

/** The characters of a run, by code, and its minimum length. */
type Run = { readonly has: Uint8Array; readonly shortest: number };

/** Long runs without a space, as in random keys: in base64url, and in base64, whose `/` also occurs in paths. */
const runs: readonly Run[] = [
  { has: codesOf(/[A-Za-z\d_-]/), shortest: 24 },
  { has: codesOf(/[A-Za-z\d+/]/), shortest: 40 },
];

function codesOf(pattern: RegExp): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, code) => Number(pattern.test(String.fromCharCode(code))));
}

/** Adds the random runs of a text. It checks the end of the shortest possible run first, to skip most of the text. */
function addRandom(text: string, { has, shortest }: Run, spans: Span[]): void {
  for (let start = 0; start + shortest <= text.length; ) {
    let at = start + shortest - 1;
    while (at >= start && has[text.charCodeAt(at)]) at--;
    if (at >= start) {
      start = at + 1;
      continue;
    }
    let end = start + shortest;
    while (end < text.length && has[text.charCodeAt(end)]) end++;
    const next = end;
    for (let padding = 0; padding < 2 && text.charCodeAt(end) === equals; padding++) end++;
    if (isRandom(text.slice(start, end))) spans.push({ start, end });
    start = next + 1;
  }
}

const equals = 0x3d;

/** Names of objects, in the form `evt_1NG8Du2eZvKYlo2CUI79vXWy`. Secrets of that form are in `shapes`. */
const objectName = /^[a-z]{2,8}_[A-Za-z\d]+$/;

/**
 * Whether a run consists of random letters of both cases and digits. Words, paths and identifiers of programs change the
 * kind of character rarely; hexadecimal digests, UUIDs and ULIDs, which are identifiers, have letters of one case.
 */
function isRandom(token: string): boolean {
  if (objectName.test(token) || !hasAllKinds(token)) return false;
  return changes(token) >= 0.4 && entropy(token) >= (token.includes('/') ? 4.5 : 3.7);
}

/** Whether a run has at least two lower-case letters, two upper-case letters and two digits. */
function hasAllKinds(token: string): boolean {
  let [small, capital, digits] = [0, 0, 0];
  const end = Math.min(token.length, 4096);
  for (let at = 0; at < end; at++) {
    const code = token.charCodeAt(at);
    if (code >= 0x61 && code <= 0x7a) small++;
    else if (code >= 0x41 && code <= 0x5a) capital++;
    else if (code >= 0x30 && code <= 0x39) digits++;
  }
  return small > 1 && capital > 1 && digits > 1;
}

/** How often the kind of character changes, per character: about 0.6 in random runs, at most 0.2 in words. */
function changes(token: string): number {
  let count = 0;
  let before = kindAt(token, 0);
  for (let at = 1; at < token.length; at++) {
    const kind = kindAt(token, at);
    if (kind !== before) count++;
    before = kind;
  }
  return count / (token.length - 1);
}

function kindAt(token: string, at: number): number {
  const code = token.charCodeAt(at);
  if (code >= 0x61) return 0;
  return code >= 0x41 ? 1 : 2;
}

const counts = new Uint32Array(128);

/** The Shannon entropy in bits per character. */
function entropy(token: string): number {
  counts.fill(0);
  for (let at = 0; at < token.length; at++) counts[token.charCodeAt(at)]!++;
  let bits = 0;
  for (const count of counts) {
    if (count > 0) bits -= (count / token.length) * Math.log2(count / token.length);
  }
  return bits;
}
