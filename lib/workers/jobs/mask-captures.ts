import { createHash } from 'node:crypto';
import type { FilterSource } from '#lib/filter/read-filter.ts';
import { type Content, maskCapture } from '#lib/masking/mask-capture.ts';
import type { Capture, CaptureFacts } from '#lib/model/capture.ts';
import type { Redaction } from '#lib/model/masking.ts';
import { readFilterSource } from './read-filter-source.ts';

/** A capture and its decoded body, or the reason why the body is hidden. */
export type Maskable = { readonly facts: CaptureFacts; readonly content: Content };

type Input = {
  readonly captures: readonly Maskable[];
  readonly redaction: Redaction;
  /** Returns only captures that match after masking; all when null. */
  readonly filter: FilterSource | null;
};

/** Masks captures (`maskCapture`) in the same order, and computes the digests of the masked bodies. */
export async function maskCaptures({ captures, redaction, filter: source }: Input): Promise<Capture[]> {
  const filter = source && (await readFilterSource(source));
  return captures
    .map(({ facts, content }): Capture => {
      const shown = maskCapture(facts, content, redaction);
      return { ...shown, sha256: createHash('sha256').update(shown.body).digest('hex') };
    })
    .filter((shown) => !filter || filter.matches({ facts: shown, body: shown.body }));
}
