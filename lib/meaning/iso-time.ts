import { fromReceipt } from './interval.ts';
import type { Reader } from './reader.ts';

/** The date formats of RFC 3339, HTTP (RFC 9110 §5.6.7) and email (RFC 5322 §3.3). */
const written =
  /^(?:\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)|[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d (?:GMT|[+-]\d{4}))$/i;

/** A date and time with a time zone. Without a time zone it is ambiguous, and ignored. */
export const isoTime: Reader = ({ value, receivedAt }) => {
  if (!written.test(value)) return null;
  const moment = Date.parse(value.replace(',', value.startsWith('2') ? '.' : ','));
  if (Number.isNaN(moment)) return null;
  return { words: fromReceipt(moment, receivedAt), details: [] };
};
