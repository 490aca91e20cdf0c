import { CountChanges } from '../count-changes.ts';
import type { BinFill } from '../eviction-choice.ts';
import { contentOf } from '../response-content.ts';
import { divideIntoRanges } from '../response-ranges.ts';
import {
  type NewResponse,
  ofResponse,
  responseColumns,
  responseTables,
  responseValues,
} from '../response-row.ts';
import type { SentResponses } from '../response-uses.ts';
import { writeCounts } from './capture-counts.ts';
import { storableInt } from './largest-int.ts';
import { storeContents } from './response-contents.ts';
import { isInRange, writeRange } from './response-ranges.ts';
import type { Statements } from './statements.ts';

/**
 * Records responses, except those of captures that were removed meanwhile. Their bins are locked. Calls `note` with those that were
 * recorded. Returns the bins that grew by it.
 */
export async function writeResponses(
  statements: Statements,
  responses: readonly NewResponse[],
  note: (recorded: NewResponse) => void = () => {},
): Promise<BinFill[]> {
  if (responses.length === 0) return [];
  const { ranges, others } = divideIntoRanges(responses);
  const written: SentResponses[] = [];
  const counts = new CountChanges();
  for (const range of ranges) {
    const { binId, firstSeq, lastSeq, answered, responses } = range;
    if (await writeRange(statements, range)) {
      written.push({ binId, answered, uses: responses.length });
      responses.forEach(note);
      counts.addResponses(binId, firstSeq, lastSeq, answered.status);
    } else for (const response of responses) others.push(response);
  }
  const singles = others.filter(({ isRevision }) => !isRevision);
  for (const response of await insertEach(statements, singles)) {
    const { binId, seq, answered } = response;
    note(response);
    written.push({ binId, answered, uses: 1 });
    counts.addResponses(binId, seq, seq, answered.status);
  }
  for (const response of others)
    if (response.isRevision && (await correct(statements, response, counts))) note(response);
  await writeCounts(statements, counts);
  const grown = new Map<number, number>();
  await storeContents(statements, written, (binId, bytes) =>
    grown.set(binId, (grown.get(binId) ?? 0) + bytes),
  );
  const fills: BinFill[] = [];
  for (const [binId, bytes] of grown) {
    const row = await statements.first<FillRow>(countReplyBytes, bytes, binId);
    if (row) fills.push({ binId, captures: row[0], bytes: row[1], capacity: row[2], maxBytes: row[3] });
  }
  return fills;
}

type FillRow = [captures: number, bytes: number, capacity: number | null, maxBytes: number | null];

const countReplyBytes = `
  UPDATE "Bin" SET "keptBytes" = "keptBytes" + ? WHERE "id" = ?
  RETURNING "kept" - "pinned", "keptBytes" - "pinnedBytes", "capacity", "maxBytes"`;

/** Inserts responses with one statement. Returns those whose captures exist and had none: the first of each capture. */
async function insertEach(
  statements: Statements,
  responses: readonly NewResponse[],
): Promise<readonly NewResponse[]> {
  if (responses.length === 0) return [];
  const first = new Map<string, NewResponse>();
  for (const response of responses) {
    const key = `${response.binId} ${response.seq}`;
    if (!first.has(key)) first.set(key, response);
  }
  const rows = [...first.values()].map((response) => {
    const values = responseValues(response);
    const row = Object.fromEntries(responseColumns.map((name, index) => [name, storable(values[index])]));
    const { sent } = response.answered;
    return { ...row, complete: response.answered.complete, sent: sent ? `\\x${contentOf(sent).key}` : null };
  });
  const inserted = await statements.all<[binId: number, seq: number]>(insertion, JSON.stringify(rows));
  return inserted.map(([binId, seq]) => first.get(`${binId} ${seq}`)!);
}

const storable = (value: unknown) => (typeof value === 'number' ? storableInt(value) : value);

const types: Readonly<Record<string, string>> = { complete: 'boolean', chosen: 'text', sent: 'bytea' };
const names = responseColumns.map((name) => `"${name}"`).join(', ');

/** A response that was recorded before does not change. */
const insertion = `
  INSERT INTO "Answer" (${names})
  SELECT ${names} FROM json_to_recordset(?::json) AS "given"(
    ${responseColumns.map((name) => `"${name}" ${types[name] ?? 'int'}`).join(', ')})
  WHERE EXISTS (SELECT 1 FROM "Capture" c WHERE c."binId" = "given"."binId" AND c."seq" = "given"."seq")
    AND NOT ${isInRange}
  ON CONFLICT DO NOTHING RETURNING "binId", "seq"`;

/** False, and nothing is done, when the capture was removed, or has no response that could be corrected. */
async function correct(
  statements: Statements,
  response: NewResponse,
  counts: CountChanges,
): Promise<boolean> {
  const { binId, seq, answered } = response;
  const [recorded = null] = (await statements.first<[number | null]>(recordedStatus, binId, seq)) ?? [];
  if (recorded === null) return false;
  counts.changeStatus(binId, seq, recorded, answered.status);
  const { status, complete, bodySent = null } = answered;
  const micros = storableInt(answered.micros);
  // In a range it has no row of its own yet.
  if ((await statements.run(updateResponse, status, micros, complete, bodySent, binId, seq)) === 0)
    await statements.run(insertCorrected, status, micros, complete, bodySent, binId, seq, binId, seq);
  return true;
}

/** A correction changes neither what was sent nor how it was chosen: these are as in the range. */
const insertCorrected = `
  INSERT INTO "Answer" ("status", "micros", "complete", "bodySent", "binId", "seq", "sent", "bodySize")
  SELECT ?, ?, ?::boolean, ?::int, ?, ?, "sent", "bodySize" FROM "AnswerRange"
  WHERE "binId" = ? AND "firstSeq" <= ? ORDER BY "firstSeq" DESC LIMIT 1`;

const recordedStatus = `
  SELECT ${ofResponse('status')} FROM "Capture" c ${responseTables} WHERE c."binId" = ? AND c."seq" = ?`;

const updateResponse = `
  UPDATE "Answer" SET "status" = ?, "micros" = ?, "complete" = ?, "bodySent" = ? WHERE "binId" = ? AND "seq" = ?`;
