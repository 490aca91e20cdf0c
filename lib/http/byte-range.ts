/** The first and last byte of a range, both included (RFC 9110 §14.1.2). */
export type ByteRange = { first: number; last: number };

/**
 * The part of a body of `length` bytes that a `Range` field value asks for. Null when the whole is to be sent: no range, a
 * unit other than bytes, several ranges, or text that is no range (RFC 9110 §14.2 lets a server ignore it).
 */
export function byteRange(field: string | null, length: number): ByteRange | 'unsatisfiable' | null {
  const match = /^bytes=\s*(\d*)-(\d*)\s*$/.exec(field ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return null;
  if (match[1] === '') {
    const suffix = Number(match[2]);
    return suffix === 0 || length === 0
      ? 'unsatisfiable'
      : { first: Math.max(0, length - suffix), last: length - 1 };
  }
  const first = Number(match[1]);
  const last = match[2] === '' ? length - 1 : Math.min(Number(match[2]), length - 1);
  if (match[2] !== '' && Number(match[2]) < first) return null;
  return first >= length ? 'unsatisfiable' : { first, last };
}
