/** How much a bin keeps, and for how long. */
export type Limits = {
  /** How many captures are kept: the newest. Pinned captures do not count and are always kept. */
  readonly capacity: number;
  /** How many bytes of captures and their recorded responses. Pinned captures do not count. The newest is kept whatever its size. */
  readonly maxBytes: number;
  /** Milliseconds after the last request or visit; null for never. */
  readonly expiresAfter: number | null;
};

/** Limits of the instance: the defaults for bins that set none, and the highest a bin may set. */
export type InstanceLimits = {
  readonly usual: Limits;
  /** Null for no ceiling. */
  readonly ceiling: { readonly [L in keyof Limits]: number | null };
};

/** The limits a bin sets: null for the default of the instance. An `expiresAfter` of 0 is "never". */
export type ChosenLimits = { readonly [L in keyof Limits]: number | null };

/** How many requests may wait at a time for a delayed, held or slow response; null for any number. */
export type WaitLimits = { readonly perAddress: number | null; readonly perBin: number | null };

const hour = 60 * 60 * 1000;

/** The limits of an instance whose operator has set none. */
export const usualLimits: InstanceLimits = {
  usual: { capacity: 10_000, maxBytes: 512 * 2 ** 20, expiresAfter: 7 * 24 * hour },
  ceiling: { capacity: null, maxBytes: null, expiresAfter: null },
};

/** How long a deleted bin can be restored, and how long a former slug leads to its bin, milliseconds. */
export const restorableFor = 24 * hour;
export const aliasFor = 30 * 24 * hour;

/** The limits that apply to a bin: its own or the defaults, at most the ceiling. */
export function limitsOf(chosen: ChosenLimits, { usual, ceiling }: InstanceLimits): Limits {
  return {
    capacity: Math.min(chosen.capacity ?? usual.capacity, ceiling.capacity ?? Infinity),
    maxBytes: Math.min(chosen.maxBytes ?? usual.maxBytes, ceiling.maxBytes ?? Infinity),
    expiresAfter: expiryUnder(chosen.expiresAfter ?? usual.expiresAfter, ceiling.expiresAfter),
  };
}

function expiryUnder(wanted: number | null, ceiling: number | null): number | null {
  const span = wanted === 0 || wanted === null ? Infinity : wanted;
  const longest = Math.min(span, ceiling ?? Infinity);
  return longest === Infinity ? null : longest;
}

/** When a bin expires if it gets no more requests or visits, milliseconds since the epoch; null for never. */
export function expiryOf(
  { createdAt, expiresAfter }: { createdAt: number; expiresAfter: number | null },
  { lastRequestAt, lastVisitAt }: { lastRequestAt: number | null; lastVisitAt: number | null },
): number | null {
  if (expiresAfter === null) return null;
  return Math.max(createdAt, lastRequestAt ?? 0, lastVisitAt ?? 0) + expiresAfter;
}
