import type { Answered, Header } from '#lib/model/capture.ts';
import { contentOf } from './response-content.ts';

/**
 * A row of `Answer`: how a capture was answered. What is written to its columns, and how it is read. A response may also be part of
 * a row of `AnswerRange`.
 */

/** A response to be recorded, or to be corrected where it was recorded before. */
export type NewResponse = { binId: number; seq: number; answered: Answered; isRevision: boolean };

const columns = {
  binId: ({ binId }) => binId,
  seq: ({ seq }) => seq,
  status: ({ answered }) => answered.status,
  micros: ({ answered }) => answered.micros,
  complete: ({ answered }) => (answered.complete ? 1 : 0),
  chosen: ({ answered }) => chosenText(answered),
  sent: ({ answered: { sent } }) => (sent ? contentOf(sent).hash : null),
  bodySize: ({ answered: { sent } }) => sent?.bodySize ?? null,
  bodySent: ({ answered: { bodySent } }) => bodySent ?? null,
} satisfies Record<string, (answer: NewResponse) => unknown>;

/** The columns of a joined row, which a capture without a response has null. */
export type ResponseColumns = {
  readonly answerStatus: number | null;
  readonly answerMicros: number | null;
  /** In the four bytes of a range. */
  readonly rangeMicros: Uint8Array | null;
  readonly answerComplete: number | boolean | null;
  readonly answerChosen: string | null;
  readonly answerSent: Uint8Array | null;
  readonly answerBodySize: number | null;
  readonly answerBodySent: number | null;
};

/** The response of a capture `c`: its own row `a`, else the range `r` that it is in. Ranges of a bin do not overlap. */
export const responseTables = `
  LEFT JOIN "Answer" a ON a."binId" = c."binId" AND a."seq" = c."seq"
  LEFT JOIN "AnswerRange" r ON r."binId" = c."binId" AND r."lastSeq" >= c."seq" AND r."firstSeq" =
    (SELECT max("firstSeq") FROM "AnswerRange" WHERE "binId" = c."binId" AND "firstSeq" <= c."seq")`;

/** A column of the response: of its own row, else of the range. */
export function ofResponse(column: 'status' | 'sent' | 'bodySize' | 'bodySent'): string {
  return eitherOf(`a."${column}"`, `r."${column}"`);
}

function eitherOf(own: string, ofRange: string): string {
  return `CASE WHEN a."status" IS NULL THEN ${ofRange} ELSE ${own} END`;
}

const microsOfRange = 'substr(r."micros", 4 * (c."seq" - r."firstSeq") + 1, 4)';

/** What a list selects of the response. */
export const responseSelection = `
  ${ofResponse('status')} AS "answerStatus", a."micros" AS "answerMicros", ${microsOfRange} AS "rangeMicros",
  ${eitherOf('a."complete"', 'TRUE')} AS "answerComplete", a."chosen" AS "answerChosen", ${ofResponse('sent')} AS "answerSent",
  ${ofResponse('bodySize')} AS "answerBodySize", ${ofResponse('bodySent')} AS "answerBodySent"`;

/** The response in a row; null where the capture has none. `sent` is what the row refers to, where that was read. */
export function responseOf(row: ResponseColumns, sent?: ContentRow): Answered | null {
  if (row.answerStatus === null) return null;
  const chosen = row.answerChosen === null ? {} : (JSON.parse(row.answerChosen) as Partial<Answered>);
  // A response that was recorded without a choice is the default response.
  const byDefault = row.answerSent === null ? {} : ({ chosenBy: { by: 'default' } } as const);
  return {
    status: row.answerStatus,
    micros: row.answerMicros ?? microsIn(row.rangeMicros),
    complete: Number(row.answerComplete) === 1,
    ...byDefault,
    ...chosen,
    ...(row.answerBodySent !== null && { bodySent: row.answerBodySent }),
    ...(sent && {
      sent: {
        headers: JSON.parse(sent.headers) as Header[],
        body: new Uint8Array(sent.body.buffer, sent.body.byteOffset, sent.body.length),
        bodySize: row.answerBodySize ?? sent.body.length,
      },
    }),
  };
}

function microsIn(micros: Uint8Array | null): number {
  return micros === null ? 0 : new DataView(micros.buffer, micros.byteOffset).getUint32(0, true);
}

/** A row of `SentReply`: headers and body of a response, stored once however often a bin sent it. */
export type ContentRow = { readonly headers: string; readonly body: Uint8Array };

export const responseColumns: readonly string[] = Object.keys(columns);
const writes: readonly ((answer: NewResponse) => unknown)[] = Object.values(columns);

/** The values of these columns, in their order. */
export function responseValues(answer: NewResponse): unknown[] {
  return writes.map((write) => write(answer));
}

/** What a row says of a response beyond its status, JSON; null when it is the default, sent at once and without a fault. */
export function chosenText({ status, micros, complete, sent, bodySent, ...more }: Answered): string | null {
  return isPlain(more) ? null : JSON.stringify(more);
}

function isPlain({ chosenBy, ...more }: Partial<Answered>): boolean {
  if (chosenBy !== undefined && chosenBy.by !== 'default') return false;
  for (const key in more) if (more[key as keyof typeof more]) return false;
  return true;
}
