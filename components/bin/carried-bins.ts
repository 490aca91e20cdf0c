import { type KnownBin, parseKnownBins } from './known-bins.ts';
import { carryingMarker } from './use-carried-bins.ts';

/**
 * A list of bins on its way to another browser: as a file, or in the fragment of a link, which browsers send to nobody.
 * It holds the keys, so it opens the bins for whoever has it.
 */

export type CarriedBins = {
  wirebin: 'bins';
  /** The server they are on: their keys open nothing elsewhere. */
  origin: string;
  bins: CarriedBin[];
};

type CarriedBin = Omit<KnownBin, 'openedAt' | 'seen' | 'lastAt' | 'expiresAt' | 'shared'>;

export function carriedText(bins: readonly KnownBin[], origin: string): string {
  const carried: CarriedBins = {
    wirebin: 'bins',
    origin,
    bins: bins.map(carriedOf),
  };
  return JSON.stringify(carried, null, 2);
}

/** What a file or link carries; null when it is none of ours. */
export function readCarried(text: string): CarriedBins | null {
  try {
    const { wirebin, origin, bins } = JSON.parse(text) as Partial<CarriedBins>;
    if (wirebin !== 'bins' || typeof origin !== 'string' || !Array.isArray(bins)) return null;
    const read = parseKnownBins(JSON.stringify(bins.map((bin) => ({ ...bin, openedAt: 0 }))));
    // One that is none makes the whole doubtful.
    return read.length === bins.length ? { wirebin, origin, bins: read.map(carriedOf) } : null;
  } catch {
    return null;
  }
}

/** What of a bin is carried: what only this browser knows of it stays here. */
function carriedOf({ openedAt, seen, lastAt, expiresAt, shared, ...bin }: KnownBin): CarriedBin {
  return bin;
}

/** The link that carries them: `https://…/#bins=…`. */
export function carryingLink(bins: readonly KnownBin[], origin: string): string {
  const bytes = new TextEncoder().encode(JSON.stringify(JSON.parse(carriedText(bins, origin))));
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return `${origin}/${carryingMarker}${text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`;
}

/** What the fragment of an address carries: `null` when it carries nothing, `damaged` when it was cut or changed. */
export function carriedIn(fragment: string): CarriedBins | 'damaged' | null {
  if (!fragment.startsWith(carryingMarker)) return null;
  try {
    const text = atob(fragment.slice(carryingMarker.length).replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
    return readCarried(new TextDecoder().decode(bytes)) ?? 'damaged';
  } catch {
    return 'damaged';
  }
}

/** The bins with those carried here that are not among them, at the end. */
export function withCarried(bins: readonly KnownBin[], carried: CarriedBins, now: number): KnownBin[] {
  const fresh = newAmong(bins, carried);
  return [...bins, ...fresh.map((bin) => ({ ...bin, openedAt: now }))];
}

export function newAmong(bins: readonly KnownBin[], { bins: carried }: CarriedBins): CarriedBins['bins'] {
  return carried.filter(
    ({ key }, index) =>
      !bins.some((bin) => bin.key === key) && carried.findIndex((other) => other.key === key) === index,
  );
}
