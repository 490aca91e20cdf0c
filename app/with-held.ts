import type { CapturePage, CaptureSummary } from '#lib/model/capture-json.ts';
import type { Services } from '#lib/server/services.ts';
import { heldSummary } from '#lib/summary/capture-summary.ts';

type Held = Pick<Services, 'held'>;

/** A capture as the store has it, with what only this process knows: whether its sender waits to be answered by hand. */
export function withHeld<Shown extends CaptureSummary>(binId: number, capture: Shown, { held }: Held): Shown {
  const waiting = capture.reply === null ? held.find(binId, capture.seq) : null;
  return waiting ? { ...capture, held: heldSummary(waiting) } : capture;
}

/** The same of a page of captures. */
export function pageWithHeld(binId: number, page: CapturePage, services: Held): CapturePage {
  return { ...page, captures: page.captures.map((capture) => withHeld(binId, capture, services)) };
}
