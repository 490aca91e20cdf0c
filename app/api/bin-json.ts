import type { Entry } from '#lib/access/open-bin.ts';
import { isAllowed } from '#lib/access/permissions.ts';
import type { CaptureView } from '#lib/access/views/capture-view.ts';
import type { Bin, BinNumbers } from '#lib/model/bin.ts';
import { aliasFor, expiryOf, type InstanceLimits } from '#lib/model/bin-limits.ts';
import type { Link } from '#lib/model/link.ts';
import { withoutSecrets } from '#lib/reply/handshake-secrets.ts';
import type { Services } from '#lib/server/services.ts';
import type { Store } from '#lib/store/store.ts';
import { captureUrl } from '../origin.ts';

/** What `enter` gives. */
type Opened = Entry & { captures: CaptureView };

/** What the state of a bin is asked of. */
type Running = Pick<Services, 'config'> & {
  store: Pick<Store, 'binNumbers' | 'listAliases' | 'readReplySettings' | 'readRejections'>;
};

/** A bin as the API shows it: what its people have set, as far as it holds. `expiresAfter` is in seconds; `reply` is null when nobody has said. */
export async function binJson(store: Pick<Store, 'readReplySettings'>, bin: Bin) {
  const reply = await store.readReplySettings(bin.id);
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
    reply: reply && withoutSecrets(reply),
  };
}

/**
 * The same with what it keeps, to somebody with a link. One that does not show everything is told no numbers of the whole:
 * of few requests they say how long each is.
 */
export async function binState({ bin, link, captures }: Opened, { store, config }: Running) {
  const isWhole = link.captureSeq === null && link.redaction === null;
  const [json, { head, total }, numbers, aliases, refused] = await Promise.all([
    binJson(store, bin),
    captures.counts(),
    store.binNumbers(bin.id),
    store.listAliases(bin.id),
    store.readRejections(bin.id),
  ]);
  return {
    ...json,
    reply: isAllowed(link, 'see-replies') ? json.reply : null,
    ceiling: ceilingJson(config.limits),
    ...rightsJson(link),
    head,
    total,
    refused,
    ...(numbers && isWhole && numbersJson(bin, numbers)),
    formerSlugs: aliases.map(({ slug, createdAt }) => ({
      slug,
      until: new Date(createdAt + aliasFor).toISOString(),
    })),
  };
}

/** The most a bin may choose on this server; null where anything goes. */
function ceilingJson({ ceiling }: InstanceLimits) {
  return { ...ceiling, expiresAfter: ceiling.expiresAfter && Math.round(ceiling.expiresAfter / 1000) };
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

/** What the link one came with allows, as the API tells whoever has it. What exactly is masked is the owner's business. */
export function rightsJson({ role, captureSeq, redaction }: Link) {
  return { role, captureSeq, redacted: redaction !== null };
}

/** A link as the API shows it; its key is not known any more. `open` is how many pages are open with it right now. */
export function linkJson(link: Link, open: number) {
  return {
    id: link.id,
    role: link.role,
    label: link.label,
    captureSeq: link.captureSeq,
    redaction: link.redaction,
    open,
    createdAt: new Date(link.createdAt).toISOString(),
    expiresAt: isoOrNull(link.expiresAt),
    lastUsedAt: isoOrNull(link.lastUsedAt),
  };
}

function isoOrNull(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}
