import { attemptKey } from '#lib/attempts/same-delivery.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { type CaptureRows, diffRows, noRows } from '../feed/capture-rows.ts';

/** The number of an attempt among those of its delivery: 2 of 3. */
export type AttemptPlace = { readonly place: number; readonly count: number };

/** Finds the attempts among the rows of a list by the delivery IDs of their providers. */
export type AttemptPlaces = {
  /** Updates to the current rows. The cost depends on the number of changed rows, not on the number of rows. */
  follow(rows: CaptureRows): void;
  /** Null for a capture that was delivered once, has no delivery ID, or is not among the rows. */
  of(capture: CaptureSummary): AttemptPlace | null;
};

/** An index of attempts, empty until `follow` is called. */
export function attemptPlaces(): AttemptPlaces {
  let followed = noRows;
  /** Seqs in ascending order, by delivery. */
  const deliveries = new Map<string, number[]>();
  return {
    follow(rows) {
      if (rows === followed) return;
      const { added, removed } = diffRows(followed, rows);
      followed = rows;
      for (const [key, seqs] of byDelivery(removed)) {
        const left = new Set(seqs);
        const rest = deliveries.get(key)!.filter((seq) => !left.has(seq));
        if (rest.length > 0) deliveries.set(key, rest);
        else deliveries.delete(key);
      }
      for (const [key, seqs] of byDelivery(added)) {
        const known = deliveries.get(key) ?? [];
        const isInOrder = known.length === 0 || known.at(-1)! < seqs[0]!;
        for (const seq of seqs) known.push(seq);
        if (!isInOrder) known.sort((a, b) => a - b);
        deliveries.set(key, known);
      }
    },
    of(capture) {
      const key = deliveryOf(capture);
      const seqs = key === null ? undefined : deliveries.get(key);
      if (!seqs || seqs.length < 2) return null;
      const place = seqs.indexOf(capture.seq) + 1;
      return place === 0 ? null : { place, count: seqs.length };
    },
  };
}

/** The place in the longer series: a filtered list may have attempts that the full list has not loaded, and the reverse. */
export function fuller(one: AttemptPlace | null, other: AttemptPlace | null): AttemptPlace | null {
  return (other?.count ?? 0) > (one?.count ?? 0) ? other : one;
}

/** The delivery of a capture. Equal bodies alone are not marked as attempts: only equal delivery IDs are. */
function deliveryOf(capture: CaptureSummary): string | null {
  const known = attemptKey(capture);
  return known?.by === 'delivery' ? known.key : null;
}

/** The seqs of each delivery among these rows, which are in ascending order. */
function byDelivery(rows: readonly CaptureSummary[]): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const row of rows) {
    const key = deliveryOf(row);
    if (key === null) continue;
    const seqs = found.get(key);
    if (seqs) seqs.push(row.seq);
    else found.set(key, [row.seq]);
  }
  return found;
}
