import type { Bin } from '../model/bin.ts';
import { fail } from '../model/errors.ts';
import { restorableFor } from '../model/limits.ts';
import type { Link } from '../model/link.ts';
import type { Store } from '../store/store.ts';
import { hashKey } from './key.ts';
import { type Action, may } from './policy.ts';

/** What a key opens. */
export type Entry = { readonly link: Link; readonly bin: Bin };

/** What of the store is asked who comes. */
type Doorman = Pick<Store, 'findLink' | 'findBin' | 'touchLink'>;

/** A link's use is noted at most this often, milliseconds. */
const touchInterval = 60_000;

/**
 * The bin a key opens. Fails with `key-missing`, `key-unknown` or `bin-deleted`; expired links are as unknown as revoked
 * ones. `now` is milliseconds since the epoch.
 */
export async function openEntry(store: Doorman, key: unknown, now: number): Promise<Entry> {
  const entry = await findEntry(store, key, now);
  if (entry.bin.deletedAt !== null)
    fail(
      'bin-deleted',
      `It can be brought back until ${new Date(restorableUntil(entry.bin)).toISOString()}.`,
    );
  // Noting the use is a courtesy: whoever only looks needs no disk that can be written.
  if (now - (entry.link.lastUsedAt ?? 0) > touchInterval)
    await store.touchLink(entry.link.id, now).catch(() => {});
  return entry;
}

/** The same for a deleted bin that can still be restored. */
export async function openDeleted(store: Doorman, key: unknown, now: number): Promise<Entry> {
  const entry = await findEntry(store, key, now);
  return entry.bin.deletedAt === null ? fail('bin-not-deleted') : entry;
}

/** Until when a deleted bin can be restored, milliseconds since the epoch. */
export function restorableUntil({ deletedAt }: Pick<Bin, 'deletedAt'>): number {
  return (deletedAt ?? 0) + restorableFor;
}

async function findEntry(store: Doorman, key: unknown, now: number): Promise<Entry> {
  if (typeof key !== 'string' || key === '') fail('key-missing');
  const entry = key.length > 128 ? null : await store.findLink(hashKey(key));
  if (!entry || (entry.link.expiresAt !== null && entry.link.expiresAt <= now)) return fail('key-unknown');
  if (entry.bin.deletedAt !== null && restorableUntil(entry.bin) <= now) return fail('key-unknown');
  return entry;
}

/** What a key opens, for the bin named in an address. Fails also with `key-of-another-bin` and `not-allowed`. */
export async function openBin(
  store: Doorman,
  key: unknown,
  slug: string,
  action: Action,
  now: number,
): Promise<Entry> {
  const entry = await openEntry(store, key, now);
  if (!(await isCalled(store, entry.bin, slug.toLowerCase())))
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

/** A bin may be named by a slug it had before. */
async function isCalled(store: Doorman, bin: Bin, slug: string): Promise<boolean> {
  return bin.slug === slug || (await store.findBin(slug))?.id === bin.id;
}

/** The key in an `Authorization: Bearer` field value (RFC 6750 §2.1); null when there is none. */
export function bearerKey(authorization: string | null): string | null {
  return /^Bearer +([^\s]+)\s*$/i.exec(authorization ?? '')?.[1] ?? null;
}
