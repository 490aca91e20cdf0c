import type { Bin, BinNumbers } from '#lib/model/bin.ts';
import { aliasFor, expiryOf } from '#lib/model/limits.ts';
import type { Link, Role } from '#lib/model/link.ts';
import { shownSettings } from '#lib/reply/secrets.ts';
import type { Store } from '#lib/store/store.ts';
import { captureUrl } from '../origin.ts';

/** A bin as the API shows it: what its people have set. `expiresAfter` is in seconds; `reply` is null when nobody has said. */
export async function binJson(store: Store, bin: Bin) {
  const reply = await store.reply(bin.id);
  return {
    slug: bin.slug,
    name: bin.name,
    description: bin.description,
    createdAt: new Date(bin.createdAt).toISOString(),
    captureUrl: await captureUrl(bin.slug),
    capacity: bin.capacity,
    maxBytes: bin.maxBytes,
    expiresAfter: bin.expiresAfter === null ? null : Math.round(bin.expiresAfter / 1000),
    frozen: bin.frozen,
    reply: reply && shownSettings(reply),
  };
}

/** The same with what it keeps, to somebody of a role. */
export async function binState(store: Store, bin: Bin, role: Role) {
  const [json, { head, total }, numbers, aliases, refused] = await Promise.all([
    binJson(store, bin),
    store.counts(bin.id),
    store.binNumbers(bin.id),
    store.aliases(bin.id),
    store.refusals(bin.id),
  ]);
  return {
    ...json,
    role,
    head,
    total,
    refused,
    ...(numbers && numbersJson(bin, numbers)),
    formerSlugs: aliases.map(({ slug, createdAt }) => ({ slug, until: isoOrNull(createdAt + aliasFor) })),
  };
}

function numbersJson(bin: Bin, numbers: BinNumbers) {
  return {
    bytes: numbers.keptBytes,
    pinned: numbers.pinned,
    pinnedBytes: numbers.pinnedBytes,
    rotatedOut: numbers.rotatedOut,
    lastRequestAt: isoOrNull(numbers.lastRequestAt),
    expiresAt: isoOrNull(expiryOf(bin, numbers)),
  };
}

/** A link as the API shows it; its key is not known any more. */
export function linkJson(link: Link) {
  return {
    id: link.id,
    role: link.role,
    label: link.label,
    createdAt: new Date(link.createdAt).toISOString(),
    expiresAt: isoOrNull(link.expiresAt),
    lastUsedAt: isoOrNull(link.lastUsedAt),
  };
}

function isoOrNull(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}
