import type { Bin, BinNumbers } from '../model/bin.ts';
import type { Answered, Capture, CaptureFacts, Header, RequestFacts, Via } from '../model/capture.ts';
import { type InstanceLimits, limitsOf } from '../model/limits.ts';
import type { Link, Role } from '../model/link.ts';
import type { Bin as BinRow, Link as LinkRow } from './generated/sqlite/client.ts';

/** Rows turned into the model's shapes. Times are BIGINT in the database and safe as numbers. */

export function binOf(row: BinRow, instance: InstanceLimits): Bin {
  const { id, slug, name, description, capacity, frozen } = row;
  const chosen = { capacity, maxBytes: numberOf(row.maxBytes), expiresAfter: numberOf(row.expiresAfter) };
  return {
    id,
    slug,
    name,
    description,
    createdAt: Number(row.createdAt),
    ...limitsOf(chosen, instance),
    frozen,
    deletedAt: numberOf(row.deletedAt),
  };
}

export function binNumbersOf(row: BinRow): BinNumbers {
  return {
    kept: row.kept,
    keptBytes: Number(row.keptBytes),
    pinned: row.pinned,
    pinnedBytes: Number(row.pinnedBytes),
    rotatedOut: row.rotatedOut,
    lastRequestAt: numberOf(row.lastRequestAt),
    lastVisitAt: numberOf(row.lastVisitAt),
  };
}

function numberOf(value: bigint | null): number | null {
  return value === null ? null : Number(value);
}

export function linkOf(row: LinkRow): Link {
  return {
    id: row.id,
    binId: row.binId,
    role: row.role as Role,
    label: row.label,
    captureSeq: row.captureSeq,
    redaction: row.redaction === null ? null : (JSON.parse(row.redaction) as Link['redaction']),
    createdAt: Number(row.createdAt),
    expiresAt: numberOf(row.expiresAt),
    lastUsedAt: numberOf(row.lastUsedAt),
  };
}

/** The answer in a row. `sent` is what it refers to, where that was read; null where the capture has none. */
export function answeredOf(row: AnswerColumns, sent?: SentRow): Answered | null {
  if (row.answerStatus === null) return null;
  const chosen = row.answerChosen === null ? {} : (JSON.parse(row.answerChosen) as Partial<Answered>);
  // A reply that was recorded and says nothing of a choice is what the bin answers by default.
  const byDefault = row.answerSent === null ? {} : ({ chosenBy: { by: 'default' } } as const);
  return {
    status: row.answerStatus,
    micros: row.answerMicros ?? 0,
    complete: row.answerComplete === 1,
    ...byDefault,
    ...chosen,
    ...(row.answerBodySent !== null && { bodySent: row.answerBodySent }),
    ...(sent && {
      sent: {
        headers: JSON.parse(sent.headers) as Header[],
        body: plainBytes(sent.body),
        bodySize: row.answerBodySize ?? sent.body.length,
      },
    }),
  };
}

/** What a bin sent, kept once however often it did. */
export type SentRow = { readonly headers: string; readonly body: Uint8Array };

/** How a capture was answered, in the columns of its row; all null where it was not. */
export type AnswerColumns = {
  readonly answerStatus: number | null;
  readonly answerMicros: number | null;
  readonly answerComplete: number | null;
  readonly answerChosen: string | null;
  readonly answerSent: Uint8Array | null;
  readonly answerBodySize: number | null;
  readonly answerBodySent: number | null;
};

/** A capture as the driver gives it, and how it was answered; all but the body, which may be megabytes, and the trailers. */
export type SummaryRow = AnswerColumns & {
  readonly seq: number;
  readonly method: string;
  readonly target: string;
  readonly prefixLength: number;
  readonly httpVersion: string;
  readonly headers: string;
  readonly longBodyId: number | null;
  readonly bodyStored: number;
  readonly bodySize: number;
  readonly sha256: Uint8Array;
  readonly truncated: number;
  readonly aborted: number;
  readonly receivedAt: number;
  readonly headersMicros: number;
  readonly uploadMicros: number;
  readonly malformed: string | null;
  readonly peerAddress: string;
  readonly peerPort: number;
  readonly scheme: string;
  readonly tls: string | null;
  readonly client: string | null;
  readonly via: string;
  readonly provider: string | null;
  readonly event: string | null;
  readonly deliveryId: string | null;
  readonly note: string | null;
  readonly pinned: number;
};

export type FactsRow = SummaryRow & { readonly trailers: string };
export type CaptureRow = FactsRow & { readonly body: Uint8Array };

/** What a list reads of a capture `c` and its answer `a`. */
export const summaryColumns = `
  c."seq", c."method", c."target", c."prefixLength", c."httpVersion", c."headers", c."longBodyId", c."bodyStored",
  c."bodySize", c."sha256", c."truncated", c."aborted", c."receivedAt", c."headersMicros", c."uploadMicros",
  c."malformed", c."peerAddress", c."peerPort", c."scheme", c."tls", c."client", c."via", c."provider", c."event",
  c."deliveryId", c."note", c."pinned", a."status" AS "answerStatus", a."micros" AS "answerMicros",
  a."complete" AS "answerComplete", a."chosen" AS "answerChosen", a."sent" AS "answerSent",
  a."bodySize" AS "answerBodySize", a."bodySent" AS "answerBodySent"`;

/** Where these columns are. */
export const capturesWithAnswers =
  '"Capture" c LEFT JOIN "Answer" a ON a."binId" = c."binId" AND a."seq" = c."seq"';

export function summaryFactsOf(row: SummaryRow, answered: Answered | null): Omit<CaptureFacts, 'trailers'> {
  return {
    seq: row.seq,
    method: row.method,
    target: row.target,
    prefixLength: row.prefixLength,
    httpVersion: row.httpVersion,
    headers: JSON.parse(row.headers) as Header[],
    bodyStored: row.bodyStored,
    bodySize: row.bodySize,
    sha256: Buffer.from(row.sha256).toString('hex'),
    truncated: row.truncated === 1,
    aborted: row.aborted === 1,
    receivedAt: row.receivedAt,
    headersMicros: row.headersMicros,
    uploadMicros: row.uploadMicros,
    malformed: row.malformed,
    peer: { address: row.peerAddress, port: row.peerPort },
    scheme: row.scheme as RequestFacts['scheme'],
    tls: row.tls === null ? null : (JSON.parse(row.tls) as RequestFacts['tls']),
    client: row.client === null ? null : (JSON.parse(row.client) as RequestFacts['client']),
    via: row.via as Via,
    provider:
      row.provider === null ? null : { id: row.provider, event: row.event, deliveryId: row.deliveryId },
    note: row.note,
    pinned: row.pinned === 1,
    answered,
  };
}

export function captureFactsOf(row: FactsRow, answered: Answered | null): CaptureFacts {
  return { ...summaryFactsOf(row, answered), trailers: JSON.parse(row.trailers) as Header[] };
}

/** The capture of a row, given all its bytes: the row's own, or the pieces of its long body put together. */
export function captureOf(row: CaptureRow, answered: Answered | null, body: Uint8Array): Capture {
  return { ...captureFactsOf(row, answered), body };
}

/** The same bytes without what a Buffer adds. */
export function plainBytes({ buffer, byteOffset, length }: Uint8Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, length);
}
