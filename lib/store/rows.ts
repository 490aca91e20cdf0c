import type { Bin, BinNumbers } from '../model/bin.ts';
import type { Answered, Capture, CaptureFacts, Header, RequestFacts, Via } from '../model/capture.ts';
import { type InstanceLimits, limitsOf } from '../model/limits.ts';
import type { Link, Role } from '../model/link.ts';
import type {
  Answer as AnswerRow,
  Bin as BinRow,
  Capture as CaptureRow,
  Link as LinkRow,
  SentReply as SentReplyRow,
} from './generated/sqlite/client.ts';

/** Rows as Prisma gives them, turned into the model's shapes. Times are BIGINT in the database and safe as numbers. */

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

/** `sent` is what the row refers to, where that was read. */
export function answeredOf(row: AnswerRow, sent: SentRow | undefined): Answered {
  const { status, micros, complete } = row;
  const chosen = row.chosen === null ? {} : (JSON.parse(row.chosen) as Partial<Answered>);
  // A reply that was recorded and says nothing of a choice is what the bin answers by default.
  const byDefault = row.sent === null ? {} : ({ chosenBy: { by: 'default' } } as const);
  return {
    status,
    micros,
    complete,
    ...byDefault,
    ...chosen,
    ...(row.bodySent !== null && { bodySent: row.bodySent }),
    ...(sent && {
      sent: {
        headers: JSON.parse(sent.headers) as Header[],
        body: sent.body,
        bodySize: row.bodySize ?? sent.body.length,
      },
    }),
  };
}

export type SentRow = Pick<SentReplyRow, 'hash' | 'headers' | 'body'>;

/** What a list reads of a capture: all but the body, which may be megabytes. */
export const summaryColumns = {
  seq: true,
  method: true,
  target: true,
  prefixLength: true,
  httpVersion: true,
  headers: true,
  bodyStored: true,
  bodySize: true,
  sha256: true,
  truncated: true,
  aborted: true,
  receivedAt: true,
  headersMicros: true,
  uploadMicros: true,
  malformed: true,
  peerAddress: true,
  peerPort: true,
  scheme: true,
  tls: true,
  client: true,
  via: true,
  provider: true,
  event: true,
  deliveryId: true,
  note: true,
  pinned: true,
} as const;

export type SummaryRow = Pick<CaptureRow, keyof typeof summaryColumns>;

export function summaryFactsOf(row: SummaryRow, answered: Answered | null): Omit<CaptureFacts, 'trailers'> {
  return {
    seq: row.seq,
    method: row.method,
    target: row.target,
    prefixLength: row.prefixLength,
    httpVersion: row.httpVersion,
    headers: JSON.parse(row.headers) as Header[],
    bodyStored: row.bodyStored,
    bodySize: Number(row.bodySize),
    sha256: Buffer.from(row.sha256).toString('hex'),
    truncated: row.truncated,
    aborted: row.aborted,
    receivedAt: Number(row.receivedAt),
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
    pinned: row.pinned,
    answered,
  };
}

export function captureFactsOf(
  row: SummaryRow & Pick<CaptureRow, 'trailers'>,
  answered: Answered | null,
): CaptureFacts {
  return { ...summaryFactsOf(row, answered), trailers: JSON.parse(row.trailers) as Header[] };
}

/** The capture of a row, given all its bytes: the row's own, or the pieces of its long body put together. */
export function captureOf(row: CaptureRow, answered: Answered | null, body: Uint8Array): Capture {
  return { ...captureFactsOf(row, answered), body };
}

/** The row of a capture that was made elsewhere. */
export function importedRow(binId: number, capture: Capture, size: number, longBodyId: number | null) {
  const {
    seq,
    body,
    peer,
    headers,
    trailers,
    sha256,
    tls,
    client,
    provider,
    answered: _,
    ...facts
  } = capture;
  return {
    ...facts,
    binId,
    seq,
    size,
    body: longBodyId === null ? new Uint8Array(body) : new Uint8Array(),
    longBodyId,
    headers: JSON.stringify(headers),
    trailers: JSON.stringify(trailers),
    sha256: new Uint8Array(Buffer.from(sha256, 'hex')),
    tls: tls && JSON.stringify(tls),
    client: client && JSON.stringify(client),
    provider: provider?.id,
    event: provider?.event,
    deliveryId: provider?.deliveryId,
    peerAddress: peer.address,
    peerPort: peer.port,
  };
}
