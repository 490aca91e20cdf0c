import type { Bin } from '#lib/model/bin.ts';
import { restorableFor } from '#lib/model/bin-limits.ts';
import { fail } from '#lib/model/errors.ts';
import type { Link } from '#lib/model/link.ts';
import type { Store } from '#lib/store/store.ts';
import { hashKey } from './keys.ts';
import { hasLinkExpired } from './links.ts';
import { type Action, actionNames, isAllowed } from './permissions.ts';

/** The link of a key and its bin. */
export type Entry = { readonly link: Link; readonly bin: Bin };

/** The store methods needed to open a bin. */
type LinkStore = Pick<Store, 'findLink' | 'findBin' | 'touchLink'>;

/** The shortest time between two updates of a link's last use, milliseconds. */
const touchInterval = 60_000;

/**
 * Opens the bin of a key. Fails with `key-missing`, `key-unknown` (also for expired and revoked links) or `bin-deleted`. `now` is
 * in milliseconds since the epoch.
 */
export async function openByKey(store: LinkStore, key: unknown, now: number): Promise<Entry> {
  const entry = await findByKey(store, key, now);
  if (entry.bin.deletedAt !== null)
    fail('bin-deleted', `It can be restored until ${new Date(restorableUntil(entry.bin)).toISOString()}.`);
  return { ...entry, link: await touchLink(store, entry.link, now) };
}

/**
 * Stores the last use of a link, unless the known one is recent; returns the link with its last use. Best effort: viewing must also
 * work while the disk is not writable. `now` in milliseconds since the epoch.
 */
export async function touchLink(store: Pick<Store, 'touchLink'>, link: Link, now: number): Promise<Link> {
  if (now - (link.lastUsedAt ?? 0) <= touchInterval) return link;
  await store.touchLink(link.id, now).catch(() => {});
  return { ...link, lastUsedAt: now };
}

/** Opens a deleted bin that can still be restored. */
export async function openDeletedBin(store: LinkStore, key: unknown, now: number): Promise<Entry> {
  const entry = await findByKey(store, key, now);
  return entry.bin.deletedAt === null ? fail('bin-not-deleted') : entry;
}

/** Until when a deleted bin can be restored, milliseconds since the epoch. */
export function restorableUntil({ deletedAt }: Pick<Bin, 'deletedAt'>): number {
  return (deletedAt ?? 0) + restorableFor;
}

async function findByKey(store: LinkStore, key: unknown, now: number): Promise<Entry> {
  if (typeof key !== 'string' || key === '') fail('key-missing');
  const entry = key.length > 128 ? null : await store.findLink(hashKey(key));
  if (!entry || hasLinkExpired(entry.link, now)) return fail('key-unknown');
  if (entry.bin.deletedAt !== null && restorableUntil(entry.bin) <= now) return fail('key-unknown');
  return entry;
}

/** Opens the bin named in a URL for an action. Also fails with `key-of-another-bin` and `not-allowed`. */
export async function openBin(
  store: LinkStore,
  key: unknown,
  slug: string,
  action: Action,
  now: number,
): Promise<Entry> {
  const entry = await openByKey(store, key, now);
  if (!(await hasSlug(store, entry.bin, slug.toLowerCase())))
    fail('key-of-another-bin', `The key does not belong to the bin ${slug}.`);
  ensureAllowed(entry.link, action);
  return entry;
}

/** Fails with `not-allowed` unless the link permits an action, on that capture with `seq`; says which kind of link does not. */
export function ensureAllowed(link: Link, action: Action, seq?: number): void {
  if (isAllowed(link, action, seq)) return;
  fail('not-allowed', `${linkWords(link, action)} has no permission to ${actionNames[action]}.`);
}

/** The kind of link, and the limit that stands in the way: `A viewer link`, `An editor link that masks secrets`. */
function linkWords({ role, captureSeq }: Link, action: Action): string {
  const name = role === 'viewer' ? 'A viewer link' : `An ${role} link`;
  if (!isAllowed({ role, captureSeq: null, redaction: null }, action)) return name;
  return captureSeq === null ? `${name} that masks secrets` : `${name} to one request`;
}

/** Whether the slug is the current one of the bin, or a former one. */
async function hasSlug(store: LinkStore, bin: Bin, slug: string): Promise<boolean> {
  return bin.slug === slug || (await store.findBin(slug))?.id === bin.id;
}

/** The key in an `Authorization: Bearer` field value (RFC 6750 §2.1); null when there is none. */
export function bearerKey(authorization: string | null): string | null {
  return /^Bearer +([^\s]+)\s*$/i.exec(authorization ?? '')?.[1] ?? null;
}
