import { Failure } from '#lib/model/errors.ts';
import type { RateCounters } from './rate-counters.ts';
import { senderKey } from './sender-key.ts';

/**
 * Limits the invalid tokens per address; `check` throws when the token is invalid. Over the limit, requests are rejected without checking
 * the token, so that the response discloses nothing. Fails with `rate-limited`.
 */
export async function limitTokenGuesses(
  limits: RateCounters,
  address: string,
  token: string | null,
  check: () => void,
): Promise<void> {
  const sender = senderKey(address);
  const seconds = token === null ? null : await limits.ask('guesses', sender);
  if (seconds !== null)
    throw new Failure(
      'rate-limited',
      'Too many invalid tokens were sent from this IP address.',
      undefined,
      seconds,
    );
  try {
    check();
  } catch (error) {
    if (token !== null) await limits.take('guesses', sender);
    throw error;
  }
}
