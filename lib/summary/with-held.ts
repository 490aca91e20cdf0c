import type { CapturePage, CaptureSummary } from '#lib/model/capture-json.ts';
import { heldSummary } from './capture-summary.ts';

/** Finds a request that is held for a manual response; times in milliseconds since the epoch. */
type Held = {
  readonly held: { find(binId: number, seq: number): { since: number; deadline: number } | null };
};

/** A capture as the store has it, with what only this process knows: whether its sender waits to be answered by hand. */
export function withHeld<Shown extends CaptureSummary>(binId: number, capture: Shown, { held }: Held): Shown {
  const waiting = capture.reply === null ? held.find(binId, capture.seq) : null;
  return waiting ? { ...capture, held: heldSummary(waiting) } : capture;
}

/** The same of a page of captures. */
export function pageWithHeld(binId: number, page: CapturePage, services: Held): CapturePage {
  return { ...page, captures: page.captures.map((capture) => withHeld(binId, capture, services)) };
}
