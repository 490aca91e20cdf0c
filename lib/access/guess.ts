import { Failure } from '../model/errors.ts';
import type { RateLimits } from './rate-limits.ts';
import { senderOf } from './sender.ts';

/**
 * Lets an address try only so many wrong tokens; `check` throws when the token is wrong. Who has tried too many is refused
 * without a look at the token, so that nobody learns from the answer. Fails with `rate-limited`.
 */
export async function withFewGuesses(
  limits: RateLimits,
  address: string,
  token: string | null,
  check: () => void,
): Promise<void> {
  const sender = senderOf(address);
  const seconds = token === null ? null : await limits.ask('guesses', sender);
  if (seconds !== null)
    throw new Failure('rate-limited', 'Too many wrong tokens came from this address.', undefined, seconds);
  try {
    check();
  } catch (error) {
    if (token !== null) await limits.take('guesses', sender);
    throw error;
  }
}
