/** What a connection is doing. */
export type Phase =
  /** It has been served, and asks for nothing. */
  | 'idle'
  /** A handshake, the head of a request or its body is still to come. */
  | 'receiving'
  /** All of a request has come; its response is being sent, or is delayed or held. */
  | 'responding'
  /** It is a WebSocket of the live channel. */
  | 'live';

/** A connection as the choice sees it. */
export type Standing = {
  readonly phase: Phase;
  /** When the phase began, milliseconds. */
  readonly since: number;
  /** Bytes received in it. */
  readonly bytes: number;
};

/** How many connections are compared, so that the choice costs the same however many there are. */
export const mostCompared = 128;

const order: readonly Phase[] = ['idle', 'receiving', 'responding', 'live'];

/**
 * Bytes every sender is credited with when its pace is measured: one that has only just begun has sent nothing yet and is not
 * slow.
 */
const credit = 16 * 1024;

/**
 * The candidate to close first: one that is idle, longest idle first; then of those that are sending the one with the lowest
 * pace; then the one that has waited longest for its response; then the oldest WebSocket. Null when there is none.
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
