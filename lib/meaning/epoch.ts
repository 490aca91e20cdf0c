import { fromReceipt } from './interval.ts';
import type { Reader } from './reader.ts';

/** Names of timestamps. */
const momentName =
  /(?:^|[_\-.\s])(?:at|ts|exp|iat|nbf|auth_time|time|date|timestamp|since|until|expires?|expiry|created|updated|modified|start|end|begin)$|(?:At|Time|Date|Timestamp|Expires?|Until|Since|On)$|^(?:x-.*-)?(?:request-)?timestamp$/i;
const day = 86_400_000;
const century = 100 * 365 * day;

/** The number of digits of a Unix time in seconds, milliseconds, microseconds and nanoseconds, and the factor to milliseconds. */
const scales: Record<number, number> = { 10: 1000, 13: 1, 16: 1e-3, 19: 1e-6 };

/** A Unix time. Ten digits may be a phone number, so without the name of a timestamp only times near the receive time count. */
export const epoch: Reader = ({ name, value, receivedAt }) => {
  const [, digits = '', fraction = ''] = /^(\d{10}|\d{13}|\d{16}|\d{19})(\.\d{1,9})?$/.exec(value) ?? [];
  const scale = scales[digits.length];
  if (scale === undefined || (fraction !== '' && digits.length !== 10)) return null;
  const moment = Number(digits + fraction) * scale;
  const reach = name !== null && momentName.test(name) ? century / 2 : 400 * day;
  if (Math.abs(moment - receivedAt) > reach) return null;
  return {
    words: `${new Date(moment).toISOString().replace('.000Z', 'Z')}, ${fromReceipt(moment, receivedAt)}`,
    details: [],
  };
};
