import type { HopJson } from '#lib/model/delivery-json.ts';

export type PhaseId = 'lookup' | 'connect' | 'tls' | 'send' | 'wait' | 'receive';

/** A phase of a request, milliseconds since its beginning. */
export type Phase = { readonly id: PhaseId; readonly from: number; readonly to: number };

const ends = [
  ['lookup', 'lookedUp'],
  ['connect', 'connected'],
  ['tls', 'secured'],
  ['send', 'sent'],
  ['wait', 'firstByte'],
  ['receive', 'done'],
] as const satisfies readonly (readonly [PhaseId, keyof HopJson['timings']])[];

/**
 * The phases that were reached, one after the other. A response may begin before the whole request was sent: then nothing was waited
 * for, and receiving begins where sending ended.
 */
export function phasesOf(timings: HopJson['timings']): Phase[] {
  const phases: Phase[] = [];
  let at = 0;
  for (const [id, name] of ends) {
    const end = timings[name];
    if (end === null) continue;
    const to = Math.max(at, end);
    phases.push({ id, from: at, to });
    at = to;
  }
  return phases;
}

/** How long a request took as far as it came, milliseconds. */
export function lengthOf(phases: readonly Phase[]): number {
  return phases.at(-1)?.to ?? 0;
}
