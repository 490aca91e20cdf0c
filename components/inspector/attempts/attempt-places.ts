import { attemptKey } from '#lib/attempts/attempt-key.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { type CaptureRows, differences, noRows } from '../capture-rows.ts';

/** Which attempt of its delivery a capture is, of how many: 2 of 3. */
export type AttemptPlace = { readonly place: number; readonly count: number };

/** Knows the attempts among the rows of a list, by the delivery ids their providers gave them. */
export type AttemptPlaces = {
  /**
   * The rows as they are by now. It costs what has changed since the last time, not how many there are: a capture that
   * arrives is put behind the attempts before it.
   */
  follow(rows: CaptureRows): void;
  /** Null for a capture that came once, has no delivery id, or is not among the rows. */
  of(capture: CaptureSummary): AttemptPlace | null;
};

export function attemptPlaces(): AttemptPlaces {
  let followed = noRows;
  /** Seqs in ascending order, by delivery. */
  const deliveries = new Map<string, number[]>();
  return {
    follow(rows) {
      if (rows === followed) return;
      const { came, gone } = differences(followed, rows);
      followed = rows;
      for (const [key, seqs] of byDelivery(gone)) {
        const left = new Set(seqs);
        const rest = deliveries.get(key)!.filter((seq) => !left.has(seq));
        if (rest.length > 0) deliveries.set(key, rest);
        else deliveries.delete(key);
      }
      for (const [key, seqs] of byDelivery(came)) {
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

/** The place in the longer series: a filter may have fetched attempts that the whole list has not loaded, or left some out. */
export function fuller(one: AttemptPlace | null, other: AttemptPlace | null): AttemptPlace | null {
  return (other?.count ?? 0) > (one?.count ?? 0) ? other : one;
}

/** A body that was sent twice is no second attempt yet; only what the sender itself calls one delivery is marked. */
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
