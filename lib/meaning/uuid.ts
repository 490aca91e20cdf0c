import { fromReceipt } from './interval.ts';
import type { Reader } from './reader.ts';

/** The time from 1582-10-15, the epoch of UUIDv1, to 1970, in units of 100 ns (RFC 9562 §5.1). */
const gregorian = 0x01b21dd213814000n;

/** The creation time of UUID versions 1, 6 and 7 (RFC 9562 §5). */
export const uuid: Reader = ({ value, receivedAt }) => {
  const found = /^([\da-f]{8})-([\da-f]{4})-([167])([\da-f]{3})-[89ab][\da-f]{3}-[\da-f]{12}$/i.exec(value);
  if (!found) return null;
  const [, low = '', middle = '', version = '', high = ''] = found;
  const ticks: Record<string, bigint> = {
    1: BigInt(`0x${high}${middle}${low}`),
    6: BigInt(`0x${low}${middle}${high}`),
  };
  const moment =
    version === '7' ? Number(BigInt(`0x${low}${middle}`)) : Number((ticks[version]! - gregorian) / 10_000n);
  if (Math.abs(moment) > 8.64e15) return null;
  return { words: `UUIDv${version}, created ${fromReceipt(moment, receivedAt)}`, details: [] };
};
