import { humanSize } from '#lib/body/size.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { bodySize } from './words.ts';

type Sized = Pick<CaptureSummary, 'body' | 'masked'>;

/**
 * The size of the body that was received, bytes; null when it is hidden from this link. The size of a masked body is not told:
 * it is not the size of the request.
 */
export function knownBodySize({ body, masked }: Sized): number | null {
  return masked?.bodyChanged ? null : body.size;
}

/** The size of the body: `1.3 KB`, or `masked`. */
export function bodySizeWords(capture: Sized): string {
  const size = knownBodySize(capture);
  return size === null ? bodySize.masked : humanSize(size);
}
