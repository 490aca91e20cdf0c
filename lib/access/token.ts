import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether a token is the one expected. Hashes are compared, in a time that tells neither its length nor where it differs. */
export function isToken(given: string | null, expected: string | undefined): boolean {
  if (expected === undefined) return false;
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given ?? ''), digest(expected)) && given !== null;
}
