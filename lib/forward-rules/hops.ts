import { all } from '#lib/http/header-lookup.ts';
import type { Header } from '#lib/model/capture.ts';
import { mostHops } from '#lib/model/forward-limits.ts';

/** The header that lists the bins that have forwarded a request, oldest first, so that loops end. */
export const hopsHeader = 'Wirebin-Hops';

/** The header with the ID of the delivery: all attempts have the same, so that a receiver can tell duplicates. */
export const deliveryHeader = 'Wirebin-Delivery';

/** The bins that have forwarded a request: `{instance}.{bin}`, both opaque. */
export function hopsOf(headers: readonly Header[]): readonly string[] {
  return all(headers, hopsHeader).flatMap((value) =>
    value.split(',').flatMap((hop) => (hop.trim() === '' ? [] : [hop.trim()])),
  );
}

/** Whether this bin, or too many others, have forwarded a request before: it goes in circles. */
export function isLoop(headers: readonly Header[], hop: string): boolean {
  const hops = hopsOf(headers);
  return hops.length >= mostHops || hops.includes(hop);
}
