import { createHash } from 'node:crypto';
import { type Content, masked } from '../../copy-as/mask.ts';
import type { FilterSource } from '../../filter/index.ts';
import type { Capture, CaptureFacts } from '../../model/capture.ts';
import type { Redaction } from '../../model/redaction.ts';
import { readFilterSource } from './read-filter-source.ts';

/** A capture and its body without content encodings, or why nobody can look into it. */
export type Maskable = { readonly facts: CaptureFacts; readonly content: Content };

type Input = {
  readonly captures: readonly Maskable[];
  readonly redaction: Redaction;
  /** Only the captures that this finds as they are shown; all when null. */
  readonly filter: FilterSource | null;
};

/** Captures as a link with this redaction shows them (`masked`), in the same order, their digests computed from what is shown. */
export async function maskCaptures({ captures, redaction, filter: source }: Input): Promise<Capture[]> {
  const filter = source && (await readFilterSource(source));
  return captures
    .map(({ facts, content }): Capture => {
      const shown = masked(facts, content, redaction);
      return { ...shown, sha256: createHash('sha256').update(shown.body).digest('hex') };
    })
    .filter((shown) => !filter || filter.matches({ facts: shown, body: shown.body }));
}
