import { countWords } from '#components/frame/count-words.ts';
import { leftWords } from '#components/frame/time-words.ts';
import { humanSize } from '#lib/body/size.ts';
import { byteText } from '#lib/model/byte-text.ts';

type Kept = { total: number; pinned?: number; capacity: number };
type Bytes = { bytes?: number; pinnedBytes?: number; maxBytes: number };

/** How full a bin is: `1,284 of 10,000 kept`; the pinned ones beyond are told apart: `10,000 of 10,000 kept, 3 pinned`. */
export function keptWords({ total, pinned = 0, capacity }: Kept): string {
  const beyond = Math.min(Math.max(total - capacity, 0), pinned);
  const counted = `${countWords(total - beyond)} of ${countWords(capacity)} kept`;
  return beyond === 0 ? counted : `${counted}, ${countWords(beyond)} pinned`;
}

/** The same in bytes, the limit as it is written in the settings: `12 MB of 512 MiB`. */
export function bytesWords({ bytes = 0, pinnedBytes = 0, maxBytes }: Bytes): string {
  return `${humanSize(bytes - pinnedBytes)} of ${byteText(maxBytes)}`;
}

/** Until when it is there: `expires in 6 d 23 h`, `never expires`. */
export function expiryWords(expiresAt: string | null, now: number): string {
  if (expiresAt === null) return 'never expires';
  return `expires in ${leftWords(Date.parse(expiresAt) - now)}`;
}

/** What had to go: `312 rotated out`; empty while nothing had to. */
export function rotatedWords(rotatedOut: number): string {
  return rotatedOut === 0 ? '' : `${countWords(rotatedOut)} rotated out`;
}
