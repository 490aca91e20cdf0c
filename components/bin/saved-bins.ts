import { type Role, roles } from '#lib/model/link.ts';

/** A bin this browser has opened, with the key that opens it. */
export type SavedBin = {
  key: string;
  slug: string;
  name: string | null;
  role: Role;
  /** The scope of the link, when it does not show everything: one capture, or masked ones. */
  captureSeq?: number | null;
  redacted?: boolean;
  captureUrl: string;
  /** When it was last opened, milliseconds since the epoch. */
  openedAt: number;
  /** The highest seq seen here: captures above it are new. */
  seen?: number;
  /** Pinned bins are listed first. */
  pinned?: boolean;
  /** When it received its last request, as last known, ISO 8601. */
  lastAt?: string | null;
  /** When it expires, as last known: explains why it is gone later. */
  expiresAt?: string | null;
  /** The links created here, newest first: only this browser knows their addresses. */
  links?: readonly KnownLink[];
};

/** A link whose address this browser knows. */
export type KnownLink = {
  id: number;
  inspectUrl: string;
  label: string | null;
  role: Role;
  /** The one capture it opens; null for the whole bin. */
  captureSeq: number | null;
  redacted: boolean;
  /** ISO 8601; null for never. */
  expiresAt: string | null;
};

/** Parses the stored list; entries that are not bins are dropped, since any script on this origin may have written them. */
export function parseSavedBins(text: string | null): SavedBin[] {
  try {
    const stored: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(stored) ? stored.filter(isSavedBin) : [];
  } catch {
    return [];
  }
}

/** The links of a stored bin; what is not a link is dropped, since any script on this origin may have written it. */
export function knownLinksOf({ links }: Pick<SavedBin, 'links'>): readonly KnownLink[] {
  return Array.isArray(links) ? links.filter(isKnownLink) : [];
}

/** Puts the bin first, merged over what was known of it. */
export function withBin(bins: readonly SavedBin[], bin: SavedBin): SavedBin[] {
  const known = bins.find(({ key }) => key === bin.key);
  return [{ ...known, ...bin }, ...withoutBin(bins, bin.key)];
}

/** Changes a bin in its place. */
export function withBinChanged(
  bins: readonly SavedBin[],
  key: string,
  change: Partial<SavedBin>,
): SavedBin[] {
  return bins.map((bin) => (bin.key === key ? { ...bin, ...change } : bin));
}

export function withoutBin(bins: readonly SavedBin[], key: string): SavedBin[] {
  return bins.filter((bin) => bin.key !== key);
}

/** The orders of the list; pinned bins are always first. */
export const binOrders = ['opened', 'request', 'name'] as const;
export type BinOrder = (typeof binOrders)[number];

const comparators: Record<BinOrder, (one: SavedBin, other: SavedBin) => number> = {
  opened: (one, other) => other.openedAt - one.openedAt,
  request: (one, other) => (other.lastAt ?? '').localeCompare(one.lastAt ?? ''),
  name: (one, other) => binTitle(one).localeCompare(binTitle(other), undefined, { numeric: true }),
};

export function orderedBins(bins: readonly SavedBin[], order: BinOrder): SavedBin[] {
  return bins.toSorted(
    (one, other) =>
      Number(other.pinned ?? false) - Number(one.pinned ?? false) || comparators[order](one, other),
  );
}

/** The name of a bin, or its slug when it has none. */
export function binTitle({ name, slug }: { name: string | null; slug: string }): string {
  return name ?? slug;
}

/** The part of the link that permissions depend on. */
export function rightsOf({
  role,
  captureSeq = null,
  redacted,
}: Pick<SavedBin, 'role' | 'captureSeq' | 'redacted'>) {
  return { role, captureSeq, redaction: redacted ? (true as const) : null };
}

function isKnownLink(value: unknown): value is KnownLink {
  if (typeof value !== 'object' || value === null) return false;
  const { id, inspectUrl, role } = value as Partial<KnownLink>;
  return typeof id === 'number' && typeof inspectUrl === 'string' && roles.includes(role as Role);
}

function isSavedBin(value: unknown): value is SavedBin {
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
