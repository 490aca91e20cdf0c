import { fail } from '#lib/model/errors.ts';
import type { Link } from '#lib/model/link.ts';
import type { Store } from '#lib/store/store.ts';
import { hashKey, newKey } from './keys.ts';

/** The most links that the owners of a bin may create. */
const mostLinks = 100;

/** A link to create: its role, and whether it shows one request, masks secrets or expires. Times are milliseconds. */
export type NewLink = Omit<Parameters<Store['addLink']>[0], 'keyHash'>;

/** Fails with `links-full` if a bin has as many links as its owners may create. */
export async function checkLinkCount(store: Pick<Store, 'listLinks'>, binId: number): Promise<void> {
  const { length } = await store.listLinks(binId);
  if (length >= mostLinks) fail('links-full', `The bin has ${length} links. The limit is ${mostLinks}.`);
}

/** Creates a link with a new key. The key is returned this once; only its hash is stored. */
export async function createLink(
  store: Pick<Store, 'addLink'>,
  link: NewLink,
): Promise<{ link: Link; key: string }> {
  const key = newKey();
  return { link: await store.addLink({ ...link, keyHash: hashKey(key) }), key };
}

/** Whether a link no longer opens its bin, because it has expired. `now` is in milliseconds since the epoch. */
export function hasLinkExpired({ expiresAt }: Pick<Link, 'expiresAt'>, now: number): boolean {
  return expiresAt !== null && expiresAt <= now;
}

/**
 * Revokes a link: its key opens nothing from then on. Fails with `link-not-found`, and with `last-owner-link` if nobody else
 * could manage the bin after that.
 */
export async function revokeLink(
  store: Pick<Store, 'listLinks' | 'removeLink'>,
  binId: number,
  linkId: number,
): Promise<void> {
  const links = await store.listLinks(binId);
  const link =
    links.find(({ id }) => id === linkId) ?? fail('link-not-found', `The bin has no link ${linkId}.`);
  const owners = links.filter(({ role, expiresAt }) => role === 'owner' && expiresAt === null);
  if (owners.length === 1 && owners[0] === link) fail('last-owner-link');
  await store.removeLink(binId, linkId);
}
