import type { Answered } from '#lib/model/capture.ts';
import { contentOf } from '../response-content.ts';
import { chosenText, type NewResponse } from '../response-row.ts';
import type { Statements } from './statements.ts';

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

/**
 * Writes a range. False when it cannot be one, because one of its captures was removed or has a response already: then its responses
 * have to be written one by one.
 */
export function writeRange(statements: Statements, range: ResponseRange): boolean {
  const { binId, firstSeq, lastSeq, answered, responses } = range;
  const [captures] = statements.first<[number]>(countCaptures, binId, firstSeq, lastSeq)!;
  if (captures !== responses.length) return false;
  if (statements.first(findSingle, binId, firstSeq, lastSeq)) return false;
  const [lastOfNearest = 0] = statements.first<[number]>(nearestRange, binId, lastSeq) ?? [];
  if (lastOfNearest >= firstSeq) return false;
  const micros = Buffer.alloc(4 * responses.length);
  responses.forEach((response, index) => {
    micros.writeUInt32LE(response.answered.micros, 4 * index);
  });
  const { status, sent, bodySent = null } = answered;
  statements.run(
    insertRange,
    binId,
    firstSeq,
    lastSeq,
    status,
    sent ? contentOf(sent).hash : null,
    sent?.bodySize ?? null,
    bodySent,
    micros,
  );
  return true;
}

/** Whether a range has the response of a capture; two parameters, the bin and the seq. Ranges do not overlap. */
export const isInRange = `EXISTS (
  SELECT 1 FROM (
    SELECT "lastSeq", "seq" FROM (SELECT ? AS "bin", ? AS "seq"), "AnswerRange"
    WHERE "binId" = "bin" AND "firstSeq" <= "seq" ORDER BY "firstSeq" DESC LIMIT 1
  ) WHERE "lastSeq" >= "seq"
)`;

/** Removes the ranges of a bin all of whose captures were removed; `seqs` are those that were. */
export function removeEmptyRanges(statements: Statements, binId: number, seqs: readonly number[]): void {
  statements.run(deleteEmpty, binId, binId, JSON.stringify(seqs));
}

/** The same for all captures of a range of seqs. */
export function removeEmptyRangesIn(
  statements: Statements,
  binId: number,
  { after, upTo }: { readonly after: number; readonly upTo: number },
): void {
  statements.run(deleteEmptyIn, binId, upTo, binId, after);
}

const countCaptures = 'SELECT count(*) FROM "Capture" WHERE "binId" = ? AND "seq" BETWEEN ? AND ?';
const findSingle = 'SELECT 1 FROM "Answer" WHERE "binId" = ? AND "seq" BETWEEN ? AND ? LIMIT 1';
/** Ranges do not overlap: only the nearest can. */
const nearestRange =
  'SELECT "lastSeq" FROM "AnswerRange" WHERE "binId" = ? AND "firstSeq" <= ? ORDER BY "firstSeq" DESC LIMIT 1';
const insertRange = `
  INSERT INTO "AnswerRange" ("binId", "firstSeq", "lastSeq", "status", "sent", "bodySize", "bodySent", "micros")
  VALUES (?, ?, ?, ?, ?, ?, ?, ?)`;

const isEmpty = `NOT EXISTS (
  SELECT 1 FROM "Capture" WHERE "Capture"."binId" = "AnswerRange"."binId" AND "seq" BETWEEN "firstSeq" AND "lastSeq"
)`;
const deleteEmpty = `
  DELETE FROM "AnswerRange" WHERE "binId" = ? AND "firstSeq" IN (
    SELECT (SELECT max("firstSeq") FROM "AnswerRange" WHERE "binId" = ? AND "firstSeq" <= "value") FROM json_each(?)
  ) AND ${isEmpty}`;
const deleteEmptyIn = `
  DELETE FROM "AnswerRange" WHERE "binId" = ? AND "firstSeq" <= ? AND "firstSeq" >= ifnull(
    (SELECT max("firstSeq") FROM "AnswerRange" WHERE "binId" = ? AND "firstSeq" <= ?), 0
  ) AND ${isEmpty}`;
