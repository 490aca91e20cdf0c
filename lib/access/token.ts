import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether a token equals the expected one, compared in constant time by hash. */
export function tokenMatches(given: string | null, expected: string | undefined): boolean {
  if (expected === undefined) return false;
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given ?? ''), digest(expected)) && given !== null;
}
