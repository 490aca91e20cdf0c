import { parseSavedBins, type SavedBin } from './saved-bins.ts';
import { binsMarker } from './use-exported-bins.ts';

/**
 * A list of bins for another browser: as a file, or in the fragment of a link, which browsers do not send to servers.
 * It contains the keys: anyone who has it can open the bins.
 */

export type ExportedBins = {
  wirebin: 'bins';
  /** The server they are on: their keys are valid only there. */
  origin: string;
  bins: ExportedBin[];
};

type ExportedBin = Omit<SavedBin, 'openedAt' | 'seen' | 'lastAt' | 'expiresAt' | 'links'>;

/** The text of the file, JSON. */
export function exportText(bins: readonly SavedBin[], origin: string): string {
  const exported: ExportedBins = {
    wirebin: 'bins',
    origin,
    bins: bins.map(exportedBin),
  };
  return JSON.stringify(exported, null, 2);
}

/** Parses a file or the payload of a link; null when it was not exported here. */
export function parseExport(text: string): ExportedBins | null {
  try {
    const { wirebin, origin, bins } = JSON.parse(text) as Partial<ExportedBins>;
    if (wirebin !== 'bins' || typeof origin !== 'string' || !Array.isArray(bins)) return null;
    const read = parseSavedBins(JSON.stringify(bins.map((bin) => ({ ...bin, openedAt: 0 }))));
    // One invalid entry makes the whole list suspect.
    return read.length === bins.length ? { wirebin, origin, bins: read.map(exportedBin) } : null;
  } catch {
    return null;
  }
}

/** A bin without what belongs to this browser only. */
function exportedBin({ openedAt, seen, lastAt, expiresAt, links, ...bin }: SavedBin): ExportedBin {
  return bin;
}

/** The link that contains them: `https://…/#bins=…`. */
export function exportLink(bins: readonly SavedBin[], origin: string): string {
  const bytes = new TextEncoder().encode(JSON.stringify(JSON.parse(exportText(bins, origin))));
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return `${origin}/${binsMarker}${text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`;
}

/** The bins in the fragment of a URL: `null` when there are none, `damaged` when the fragment was cut off or changed. */
export function binsInFragment(fragment: string): ExportedBins | 'damaged' | null {
  if (!fragment.startsWith(binsMarker)) return null;
  try {
    const text = atob(fragment.slice(binsMarker.length).replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
    return parseExport(new TextDecoder().decode(bytes)) ?? 'damaged';
  } catch {
    return 'damaged';
  }
}

/** The bins followed by the exported ones that are not among them. `now` in milliseconds since the epoch. */
export function withExported(bins: readonly SavedBin[], exported: ExportedBins, now: number): SavedBin[] {
  const added = unsavedBins(bins, exported);
  return [...bins, ...added.map((bin) => ({ ...bin, openedAt: now }))];
}

/** The exported bins that are not in the list, each once. */
export function unsavedBins(
  bins: readonly SavedBin[],
  { bins: exported }: ExportedBins,
): ExportedBins['bins'] {
  return exported.filter(
    ({ key }, index) =>
      !bins.some((bin) => bin.key === key) && exported.findIndex((other) => other.key === key) === index,
  );
}
