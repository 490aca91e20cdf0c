import type { RateCounters } from '#lib/access/limits/rate-counters.ts';
import { limitTokenGuesses } from '#lib/access/limits/token-guesses.ts';
import { checkBinCreation } from '#lib/access/may-create-bins.ts';
import { bearerKey, openByKey } from '#lib/access/open-bin.ts';
import type { Config } from '#lib/config/read-config.ts';
import { failureCode } from '#lib/model/errors.ts';
import type { Link } from '#lib/model/link.ts';
import type { Store } from '#lib/store/store.ts';

type Parts = {
  readonly store: Pick<Store, 'findLink' | 'findBin' | 'touchLink'>;
  readonly rateLimits: RateCounters;
  readonly config: Pick<Config, 'create' | 'createToken' | 'adminToken'>;
};

/** The key of a connection and its link; both null where the client has no key of a bin. */
export type ConnectionKey =
  | { readonly key: string; readonly link: Link }
  | { readonly key: null; readonly link: null };

const none: ConnectionKey = { key: null, link: null };

/**
 * The key in the `Authorization` header of a connection. A client may have none, or a token for creating bins, and use the keys of bins it has
 * created. Fails with `key-unknown`, `bin-deleted` and `rate-limited`.
 */
export async function connectionKey(
  { store, rateLimits, config }: Parts,
  { authorization, sender, now }: { authorization: string | null; sender: string; now: number },
): Promise<ConnectionKey> {
  const key = bearerKey(authorization);
  if (key === null) return none;
  try {
    const { link } = await openByKey(store, key, now);
    return { key, link };
  } catch (error) {
    if (failureCode(error) !== 'key-unknown') throw error;
    try {
      const asToken = { ...config, create: 'token' as const };
      await limitTokenGuesses(rateLimits, sender, key, () => checkBinCreation(key, asToken));
      return none;
    } catch (notToken) {
      throw failureCode(notToken) === 'rate-limited' ? notToken : error;
    }
  }
}
