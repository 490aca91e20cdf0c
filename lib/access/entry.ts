import type { Bin } from '../model/bin.ts';
import { fail } from '../model/errors.ts';
import type { Link } from '../model/link.ts';
import type { Store } from '../store/store.ts';
import { hashKey } from './key.ts';
import { type Action, may } from './policy.ts';

/** What a key opens. */
export type Entry = { readonly link: Link; readonly bin: Bin };

/** What of the store is asked who comes. */
type Doorman = Pick<Store, 'findLink' | 'touchLink'>;

/** A link's use is noted at most this often, milliseconds. */
const touchInterval = 60_000;

/**
 * The bin a key opens. Fails with `key-missing` or `key-unknown`; expired links are as unknown as revoked ones.
 * `now` is milliseconds since the epoch.
 */
export async function openEntry(store: Doorman, key: unknown, now: number): Promise<Entry> {
  if (typeof key !== 'string' || key === '') fail('key-missing');
  const entry = key.length > 128 ? null : await store.findLink(hashKey(key));
  if (!entry || (entry.link.expiresAt !== null && entry.link.expiresAt <= now)) return fail('key-unknown');
  // Noting the use is a courtesy: whoever only looks needs no disk that can be written.
  if (now - (entry.link.lastUsedAt ?? 0) > touchInterval)
    await store.touchLink(entry.link.id, now).catch(() => {});
  return entry;
}

/** The same for the bin named in an address. Fails also with `key-of-another-bin` and `not-allowed`. */
export async function openBin(
  store: Doorman,
  key: unknown,
  slug: string,
  action: Action,
  now: number,
): Promise<Entry> {
  const entry = await openEntry(store, key, now);
  if (entry.bin.slug !== slug.toLowerCase())
    fail('key-of-another-bin', `The key does not open the bin ${slug}.`);
  if (!may(entry.link, action))
    fail('not-allowed', `${who(entry.link, action)} may not ${action.replaceAll('-', ' ')}.`);
  return entry;
}

/** Whose link it is, and what about it is in the way: `A viewer`, `An editor with a redacted link`. */
function who({ role, captureSeq }: Link, action: Action): string {
  const name = role === 'viewer' ? 'A viewer' : `An ${role}`;
  if (!may({ role, captureSeq: null, redaction: null }, action)) return name;
  return captureSeq === null ? `${name} with a redacted link` : `${name} with a link to one request`;
}

/** The key in an `Authorization: Bearer` field value (RFC 6750 §2.1); null when there is none. */
export function bearerKey(authorization: string | null): string | null {
  return /^Bearer +([^\s]+)\s*$/i.exec(authorization ?? '')?.[1] ?? null;
}
