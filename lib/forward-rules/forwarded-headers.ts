import { hopByHopFields, namedByConnection } from '#lib/http/hop-by-hop.ts';
import type { Header } from '#lib/model/capture.ts';
import type { ForwardSettings } from '#lib/model/forward.ts';
import { deliveryHeader, hopsHeader, hopsOf } from './hops.ts';

/**
 * The headers of a request that is forwarded: those received, without the dropped ones and those that concerned its connection (RFC 9110
 * §7.6.1); a header that is set takes the place of the first one of its name, or comes at the end. The header of hops gets this bin, and
 * the ID of the delivery is added.
 */
export function forwardedHeaders(
  headers: readonly Header[],
  { drop, set }: ForwardSettings['headers'],
  { hop, delivery }: { hop: string; delivery: string },
): readonly Header[] {
  const hops = [...hopsOf(headers), hop].join(', ');
  const own: readonly Header[] = [
    [hopsHeader, hops],
    [deliveryHeader, delivery],
  ];
  const named = namedByConnection(headers);
  return replaced(replaced(withoutNames(headers, [...drop, ...hopByHopFields, ...named]), set), own);
}

function withoutNames(headers: readonly Header[], names: readonly string[]): readonly Header[] {
  const dropped = new Set(names.map((name) => name.toLowerCase()));
  return headers.filter(([name]) => !dropped.has(name.toLowerCase()));
}

function replaced(headers: readonly Header[], set: readonly Header[]): readonly Header[] {
  const byName = new Map<string, Header[]>();
  for (const line of set) {
    const name = line[0].toLowerCase();
    byName.set(name, [...(byName.get(name) ?? []), line]);
  }
  const placed = new Set<string>();
  const kept = headers.flatMap((line) => {
    const name = line[0].toLowerCase();
    const lines = byName.get(name);
    if (!lines) return [line];
    if (placed.has(name)) return [];
    placed.add(name);
    return lines;
  });
  return [...kept, ...set.filter(([name]) => !placed.has(name.toLowerCase()))];
}
