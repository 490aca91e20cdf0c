import { leftWords } from '#components/frame/time-words.ts';
import { countWords } from '#components/ui/count-words.ts';
import { humanSize } from '#lib/body/size.ts';
import { byteText } from '#lib/model/byte-text.ts';
import { binarySize } from './binary-size.ts';

type Stored = { total: number; pinned?: number; capacity: number };
type Bytes = { bytes?: number; pinnedBytes?: number; maxBytes: number };

/** How full a bin is: `1,284 of 10,000 requests`; pinned ones beyond the limit are added: `10,000 of 10,000 requests, 3 pinned`. */
export function keptWords({ total, pinned = 0, capacity }: Stored): string {
  const beyond = Math.min(Math.max(total - capacity, 0), pinned);
  const counted = `${countWords(total - beyond)} of ${countWords(capacity)} requests`;
  return beyond === 0 ? counted : `${counted}, ${countWords(beyond)} pinned`;
}

/** The same in bytes, pinned requests not counted. Usage has the units of the limit: `12 MiB of 512 MiB`, `1.2 GB of 2 GB`. */
export function bytesWords({ bytes = 0, pinnedBytes = 0, maxBytes }: Bytes): string {
  const limit = byteText(maxBytes);
  const sizeOf = limit.endsWith('iB') ? binarySize : humanSize;
  return `${sizeOf(bytes - pinnedBytes)} of ${limit}`;
}

/** When the bin expires: `expires in 6 d 23 h`, `never expires`. */
export function expiryWords(expiresAt: string | null, now: number): string {
  if (expiresAt === null) return 'never expires';
  return `expires in ${leftWords(Date.parse(expiresAt) - now)}`;
}

/** How many requests were evicted: `312 evicted`; empty when there are none. */
export function evictedWords(rotatedOut: number): string {
  return rotatedOut === 0 ? '' : `${countWords(rotatedOut)} evicted`;
}
