const lastSafe = '9007199254740991';
const lastSigned = '9223372036854775808';
const lastUnsigned = '18446744073709551615';

/**
 * A note about a JSON number; null if programs with 64-bit floating point (IEEE 754, as in JavaScript) read it as written.
 * RFC 8259 §6 leaves the range of numbers to the receiver.
 */
export function numberNote(text: string): string | null {
  if (/^-?\d+$/.test(text)) return integerNote(text);
  const value = Number(text);
  if (!Number.isFinite(value)) return 'exceeds the range of a double, shown exactly';
  const { digits, exponent } = significant(text);
  if (value === 0) return digits === '' ? null : 'too small for a double, shown exactly';
  const kept = significant(String(value));
  if (kept.digits === digits && kept.exponent === exponent) return null;
  return 'more digits than a double can hold, shown exactly';
}

/** Whether two JSON numbers have exactly the same value: 1.50 and 15e-1 have. */
export function sameNumber(left: string, right: string): boolean {
  if (!number.test(left) || !number.test(right)) return false;
  const [a, b] = [significant(left), significant(right)];
  if (a.digits === '' || b.digits === '') return a.digits === b.digits;
  return left.startsWith('-') === right.startsWith('-') && a.digits === b.digits && a.exponent === b.exponent;
}

const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i;

function integerNote(text: string): string | null {
  const negative = text.startsWith('-');
  const digits = negative ? text.slice(1) : text;
  if (!exceeds(digits, lastSafe)) return null;
  if (exceeds(digits, negative ? lastSigned : lastUnsigned)) return 'beyond 64 bits, shown exactly';
  return '64-bit, shown exactly';
}

/** Compares integers of any length written without leading zeros. */
function exceeds(digits: string, limit: string): boolean {
  return digits.length === limit.length ? digits > limit : digits.length > limit.length;
}

/** A number as its significant digits and the power of ten of the last one: 120.50 is `1205` and −1. Zero has none. */
function significant(text: string): { digits: string; exponent: number } {
  const [, whole = '', fraction = '', power = '0'] =
    /^-?(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(text) ?? [];
  const all = whole + fraction;
  let start = 0;
  while (all.charAt(start) === '0') start++;
  let end = all.length;
  while (end > start && all.charAt(end - 1) === '0') end--;
  const exponent = Number(power) - fraction.length + (all.length - end);
  return { digits: all.slice(start, end), exponent };
}
