import type { Bin } from '#lib/model/bin.ts';
import { type InstanceLimits, limitsOf } from '#lib/model/bin-limits.ts';
import type { Capture } from '#lib/model/capture.ts';
import { captureSummary } from '#lib/summary/capture-summary.ts';
import type { CaptureChanges } from '../contracts/captures.ts';
import type { Listeners } from '../listeners.ts';
import type { UnusedBodies } from '../prisma/unused-bodies.ts';
import type { LongBodies } from './long-bodies.ts';

/** An imported body of more bytes than this is written in pieces of this size. */
const importedInline = 256 * 1024;

/** A capture to be imported. A long body is written before. */
export type ImportedCapture = { readonly capture: Capture; readonly longBodyId: number | null };

/** The limits that hold for a bin with these settings. */
export type LimitsNow = (chosen: {
  capacity: number | null;
  maxBytes: number | null;
}) => Pick<Bin, 'capacity' | 'maxBytes'>;

type Parts = {
  /** Writes them in one transaction. Null when there is no such bin. */
  readonly writeImported: (
    binId: number,
    imported: readonly ImportedCapture[],
    limitsOf: LimitsNow,
  ) => Promise<Capture[] | null>;
  readonly longBodies: LongBodies;
  readonly unused: UnusedBodies;
  readonly limits: InstanceLimits;
  readonly listeners: Listeners;
};

export function captureImport({
  writeImported,
  longBodies,
  unused,
  limits,
  listeners,
}: Parts): Pick<CaptureChanges, 'importCaptures'> {
  /** Adds to `imported` the captures whose long bodies it has written. */
  async function write(binId: number, captures: readonly Capture[], imported: ImportedCapture[]) {
    for (const capture of captures) {
      const isLong = capture.body.length > importedInline;
      imported.push({ capture, longBodyId: isLong ? await writeLongBody(capture.body) : null });
    }
    const limitsNow: LimitsNow = (chosen) => limitsOf({ ...chosen, expiresAfter: null }, limits);
    if (imported.length === 0) return null;
    return writeImported(binId, imported, limitsNow);
  }

  async function writeLongBody(body: Uint8Array): Promise<number> {
    const long = await longBodies.open(Date.now());
    try {
      for (let at = 0; at < body.length; at += importedInline)
        await long.append(body.subarray(at, at + importedInline));
    } catch (error) {
      unused.abandon(long.id);
      throw error;
    }
    return long.id;
  }

  return {
    async importCaptures(binId, captures) {
      const imported: ImportedCapture[] = [];
      let written: Awaited<ReturnType<typeof writeImported>> = null;
      try {
        written = await write(binId, captures, imported);
      } finally {
        if (!written)
          for (const { longBodyId } of imported) if (longBodyId !== null) unused.abandon(longBodyId);
      }
      listeners.binFull(binId);
      const newest = written?.at(-1);
      return newest ? captureSummary(newest) : null;
    },
  };
}
