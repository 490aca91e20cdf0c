import { type Role, roles } from '#lib/model/link.ts';

/** A bin this browser has opened, with the key that opens it. */
export type KnownBin = {
  key: string;
  slug: string;
  name: string | null;
  role: Role;
  /** What the link shows, when it is not everything: one capture, or masked ones. */
  captureSeq?: number | null;
  redacted?: boolean;
  captureUrl: string;
  /** When it was opened last, milliseconds since the epoch. */
  openedAt: number;
  /** The highest seq seen here: what is above is new. */
  seen?: number;
  /** It stands before those that are not. */
  pinned?: boolean;
  /** When it got its last request, as was heard last, ISO 8601. */
  lastAt?: string | null;
  /** When it expires, as was heard last: if it is gone after that, this is why. */
  expiresAt?: string | null;
  /** The link made for sharing, so that a second click on Share gives the same one. */
  shared?: { id: number; inspectUrl: string };
};

/** What was stored; what is not a bin is left out, since anybody's program may have written there. */
export function parseKnownBins(text: string | null): KnownBin[] {
  try {
    const stored: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(stored) ? stored.filter(isKnownBin) : [];
  } catch {
    return [];
  }
}

/** The bin in front, with what was known of it kept unless it is said anew. */
export function withBin(bins: readonly KnownBin[], bin: KnownBin): KnownBin[] {
  const known = bins.find(({ key }) => key === bin.key);
  return [{ ...known, ...bin }, ...withoutBin(bins, bin.key)];
}

/** A bin changed where it stands. */
export function withBinChanged(
  bins: readonly KnownBin[],
  key: string,
  change: Partial<KnownBin>,
): KnownBin[] {
  return bins.map((bin) => (bin.key === key ? { ...bin, ...change } : bin));
}

export function withoutBin(bins: readonly KnownBin[], key: string): KnownBin[] {
  return bins.filter((bin) => bin.key !== key);
}

/** How the list may be ordered; those that are pinned always stand first. */
export const binOrders = ['opened', 'request', 'name'] as const;
export type BinOrder = (typeof binOrders)[number];

const compared: Record<BinOrder, (one: KnownBin, other: KnownBin) => number> = {
  opened: (one, other) => other.openedAt - one.openedAt,
  request: (one, other) => (other.lastAt ?? '').localeCompare(one.lastAt ?? ''),
  name: (one, other) => binTitle(one).localeCompare(binTitle(other), undefined, { numeric: true }),
};

export function orderedBins(bins: readonly KnownBin[], order: BinOrder): KnownBin[] {
  return bins.toSorted(
    (one, other) =>
      Number(other.pinned ?? false) - Number(one.pinned ?? false) || compared[order](one, other),
  );
}

/** What people call a bin. */
export function binTitle({ name, slug }: { name: string | null; slug: string }): string {
  return name ?? slug;
}

/** What the policy asks of the link a bin is known by. */
export function rightsOf({
  role,
  captureSeq = null,
  redacted,
}: Pick<KnownBin, 'role' | 'captureSeq' | 'redacted'>) {
  return { role, captureSeq, redaction: redacted ? (true as const) : null };
}

function isKnownBin(value: unknown): value is KnownBin {
  if (typeof value !== 'object' || value === null) return false;
  const bin = value as Record<string, unknown>;
  const texts = [bin.key, bin.slug, bin.captureUrl];
  return (
    texts.every((text) => typeof text === 'string' && text !== '') &&
    /^[\w-]+$/.test(bin.key as string) &&
    (bin.name === null || typeof bin.name === 'string') &&
    roles.includes(bin.role as Role) &&
    typeof bin.openedAt === 'number'
  );
}
