import { contentOf } from '../response-content.ts';
import { microsOf, type ResponseRange } from '../response-ranges.ts';
import type { Statements } from './statements.ts';

/**
 * Writes a range. False when it cannot be one, because one of its captures was removed or has a response already: then its responses
 * have to be written one by one.
 */
export async function writeRange(statements: Statements, range: ResponseRange): Promise<boolean> {
  const { binId, firstSeq, lastSeq, answered, responses } = range;
  const { status, sent, bodySent = null } = answered;
  const written = await statements.run(
    insertRange,
    binId,
    firstSeq,
    lastSeq,
    status,
    sent ? contentOf(sent).hash : null,
    sent?.bodySize ?? null,
    bodySent,
    microsOf(range),
    responses.length,
  );
  return written > 0;
}

/** Ranges do not overlap: only the nearest can. */
const insertRange = `
  INSERT INTO "AnswerRange" ("binId", "firstSeq", "lastSeq", "status", "sent", "bodySize", "bodySent", "micros")
  SELECT "new".* FROM (
    SELECT ?::int AS "binId", ?::int AS "firstSeq", ?::int AS "lastSeq", ?::int, ?::bytea, ?::int, ?::int, ?::bytea
  ) AS "new"
  WHERE ? = (
      SELECT count(*) FROM "Capture" c
      WHERE c."binId" = "new"."binId" AND c."seq" BETWEEN "new"."firstSeq" AND "new"."lastSeq"
    )
    AND NOT EXISTS (
      SELECT 1 FROM "Answer" a
      WHERE a."binId" = "new"."binId" AND a."seq" BETWEEN "new"."firstSeq" AND "new"."lastSeq"
    )
    AND "new"."firstSeq" > coalesce((
      SELECT r."lastSeq" FROM "AnswerRange" r
      WHERE r."binId" = "new"."binId" AND r."firstSeq" <= "new"."lastSeq" ORDER BY r."firstSeq" DESC LIMIT 1
    ), 0)`;

/** Whether a range has the response of the capture that `given` names. Ranges do not overlap. */
export const isInRange = `coalesce((
  SELECT r."lastSeq" >= "given"."seq" FROM "AnswerRange" r
  WHERE r."binId" = "given"."binId" AND r."firstSeq" <= "given"."seq" ORDER BY r."firstSeq" DESC LIMIT 1
), FALSE)`;

/** Removes the ranges of a bin all of whose captures were removed; `seqs` are those that were. */
export async function removeEmptyRanges(
  statements: Statements,
  binId: number,
  seqs: readonly number[],
): Promise<void> {
  await statements.run(deleteEmpty, binId, binId, seqs);
}

/** The same for all captures of a range of seqs. */
export async function removeEmptyRangesIn(
  statements: Statements,
  binId: number,
  { after, upTo }: { readonly after: number; readonly upTo: number },
): Promise<void> {
  await statements.run(deleteEmptyIn, binId, upTo, binId, after);
}

const isEmpty = `NOT EXISTS (
  SELECT 1 FROM "Capture" WHERE "Capture"."binId" = "AnswerRange"."binId" AND "seq" BETWEEN "firstSeq" AND "lastSeq"
)`;
const deleteEmpty = `
  DELETE FROM "AnswerRange" WHERE "binId" = ? AND "firstSeq" IN (
    SELECT (SELECT max("firstSeq") FROM "AnswerRange" WHERE "binId" = ? AND "firstSeq" <= "value")
    FROM unnest(?) AS "removed"("value")
  ) AND ${isEmpty}`;
const deleteEmptyIn = `
  DELETE FROM "AnswerRange" WHERE "binId" = ? AND "firstSeq" <= ? AND "firstSeq" >= coalesce(
    (SELECT max("firstSeq") FROM "AnswerRange" WHERE "binId" = ? AND "firstSeq" <= ?), 0
  ) AND ${isEmpty}`;
