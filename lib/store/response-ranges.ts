import type { Answered } from '#lib/model/capture.ts';
import { contentOf } from './response-content.ts';
import { chosenText, type NewResponse } from './response-row.ts';

/** The same complete response to consecutive captures of a bin. They differ only in how long each took. */
export type ResponseRange = {
  readonly binId: number;
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly answered: Answered;
  readonly responses: readonly NewResponse[];
};

/** Fewer responses than this are written one by one. */
const shortest = 4;
/** Times are stored in four bytes. */
const longestMicros = 2 ** 32 - 1;

/**
 * Divides responses into ranges and the others. Most captures of a busy bin get the default response, so that a range takes the place
 * of as many rows as a group of captures has.
 */
export function divideIntoRanges(responses: readonly NewResponse[]): {
  ranges: ResponseRange[];
  others: NewResponse[];
} {
  const ranges: ResponseRange[] = [];
  const others: NewResponse[] = [];
  if (responses.length < shortest) return { ranges, others: [...responses] };
  let run: NewResponse[] = [];
  let latest: NewResponse | null = null;
  const endRun = () => {
    const [first, last] = [run[0], run.at(-1)];
    if (!first || !last || run.length < shortest) for (const response of run) others.push(response);
    else {
      const { binId, seq: firstSeq, answered } = first;
      ranges.push({ binId, firstSeq, lastSeq: last.seq, answered, responses: run });
    }
    run = [];
  };
  for (const response of responses.toSorted((a, b) => a.binId - b.binId || a.seq - b.seq)) {
    if (!response.isRevision) {
      // The first response that was recorded for a capture stays.
      if (latest && latest.binId === response.binId && latest.seq === response.seq) continue;
      latest = response;
    }
    if (!mayBeInRange(response)) {
      others.push(response);
      continue;
    }
    const before = run.at(-1);
    if (before && !follows(before, response)) endRun();
    run.push(response);
  }
  endRun();
  return { ranges, others };
}

function mayBeInRange({ isRevision, answered }: NewResponse): boolean {
  return (
    !isRevision &&
    answered.complete &&
    answered.micros >= 0 &&
    answered.micros <= longestMicros &&
    chosenText(answered) === null
  );
}

function follows(before: NewResponse, response: NewResponse): boolean {
  const [a, b] = [before.answered, response.answered];
  return (
    response.binId === before.binId &&
    response.seq === before.seq + 1 &&
    a.status === b.status &&
    a.bodySent === b.bodySent &&
    a.sent?.bodySize === b.sent?.bodySize &&
    (a.sent && contentOf(a.sent).key) === (b.sent && contentOf(b.sent).key)
  );
}

/** How long each of its responses took, microseconds: four bytes each, little-endian. */
export function microsOf({ responses }: ResponseRange): Buffer {
  const micros = Buffer.alloc(4 * responses.length);
  responses.forEach((response, index) => {
    micros.writeUInt32LE(response.answered.micros, 4 * index);
  });
  return micros;
}
