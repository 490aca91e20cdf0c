import { contentOf } from '../response-content.ts';
import { microsOf, type ResponseRange } from '../response-ranges.ts';
import type { Statements } from './statements.ts';

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
    microsOf(range),
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
