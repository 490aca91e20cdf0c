import type { CaptureSummary } from '#lib/model/capture-json.ts';

/** Which attempt of its delivery a capture is, of how many: 2 of 3. */
export type AttemptPlace = { readonly place: number; readonly count: number };

/** Knows the attempts among the captures that a page has seen, by the delivery ids their providers gave them. */
export type AttemptPlaces = {
  add(captures: readonly CaptureSummary[]): void;
  remove(seqs: readonly number[]): void;
  /** Null for a capture that came once, or has no delivery id. */
  of(capture: CaptureSummary): AttemptPlace | null;
};

export function attemptPlaces(): AttemptPlaces {
  /** Seqs in ascending order, by delivery. */
  const deliveries = new Map<string, number[]>();
  const keys = new Map<number, string>();
  return {
    add(captures) {
      for (const { seq, provider } of captures) {
        if (!provider?.deliveryId || keys.has(seq)) continue;
        const key = `${provider.id} ${provider.deliveryId}`;
        keys.set(seq, key);
        const seqs = deliveries.get(key);
        if (!seqs) deliveries.set(key, [seq]);
        else seqs.splice(placeFor(seqs, seq), 0, seq);
      }
    },
    remove(removed) {
      for (const seq of removed) {
        const key = keys.get(seq);
        if (key === undefined) continue;
        keys.delete(seq);
        const rest = deliveries.get(key)!.filter((other) => other !== seq);
        if (rest.length > 0) deliveries.set(key, rest);
        else deliveries.delete(key);
      }
    },
    of({ seq }) {
      const key = keys.get(seq);
      const seqs = key === undefined ? undefined : deliveries.get(key);
      return seqs && seqs.length > 1 ? { place: seqs.indexOf(seq) + 1, count: seqs.length } : null;
    },
  };
}

/** Where a seq belongs; new ones come last most of the time, so it is looked for from the end. */
function placeFor(seqs: readonly number[], seq: number): number {
  let at = seqs.length;
  while (at > 0 && seqs[at - 1]! > seq) at--;
  return at;
}
