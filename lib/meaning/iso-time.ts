import { fromReceipt } from './interval.ts';
import type { Reader } from './meaning.ts';

/** RFC 3339, and the date of HTTP (RFC 9110 §5.6.7) that mail has too (RFC 5322 §3.3). */
const written =
  /^(?:\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)|[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d (?:GMT|[+-]\d{4}))$/i;

/** A moment in words, with its time zone: without one nobody knows which moment it is. */
export const isoTime: Reader = ({ value, receivedAt }) => {
  if (!written.test(value)) return null;
  const moment = Date.parse(value.replace(',', value.startsWith('2') ? '.' : ','));
  if (Number.isNaN(moment)) return null;
  return { words: fromReceipt(moment, receivedAt), inside: [] };
};
