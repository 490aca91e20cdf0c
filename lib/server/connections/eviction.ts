/** The phase of a connection. */
export type Phase =
  /** Its latest request got a response, and no other has begun. */
  | 'idle'
  /** A handshake, the head of a request or its body is not complete yet. */
  | 'receiving'
  /** A request is complete; its response is being sent, or is delayed or held. */
  | 'responding'
  /** It is a WebSocket of the live channel. */
  | 'live';

/** The properties of a connection that decide whether it is closed. */
export type Standing = {
  readonly phase: Phase;
  /** When the phase began, milliseconds. */
  readonly since: number;
  /** Bytes received in this phase. */
  readonly bytes: number;
};

/** How many connections are compared at most, so that the cost is constant. */
export const mostCompared = 128;

const order: readonly Phase[] = ['idle', 'receiving', 'responding', 'live'];

/** Bytes added to every sender when its speed is measured, so that one that has just begun does not count as slow. */
const credit = 16 * 1024;

/**
 * The candidate to close first: the longest idle one; else the slowest of those still sending; else the one that has
 * waited longest for its response; else the oldest WebSocket. Null when there is none.
 */
export function firstToClose<Candidate>(
  candidates: Iterable<Candidate>,
  standingOf: (candidate: Candidate) => Standing,
  now: number,
): Candidate | null {
  let first: { candidate: Candidate; rank: readonly [phase: number, worth: number] } | null = null;
  let compared = 0;
  for (const candidate of candidates) {
    const rank = rankOf(standingOf(candidate), now);
    if (first === null || isBefore(rank, first.rank)) first = { candidate, rank };
    compared += 1;
    if (compared === mostCompared) break;
  }
  return first?.candidate ?? null;
}

function rankOf({ phase, since, bytes }: Standing, now: number) {
  const worth = phase === 'receiving' ? (bytes + credit) / Math.max(1, now - since) : since;
  return [order.indexOf(phase), worth] as const;
}

const isBefore = (
  [phase, worth]: readonly [number, number],
  [otherPhase, otherWorth]: readonly [number, number],
) => phase < otherPhase || (phase === otherPhase && worth < otherWorth);
