import type { Filter } from '#lib/filter/read-filter.ts';
import type { Asker } from '#lib/model/asker.ts';
import type { Answered, Capture, CaptureFacts, ListedFacts } from '#lib/model/capture.ts';
import type { FilterWork } from '#lib/workers/filter-work.ts';
import {
  bodySelection,
  type CaptureRow,
  captureFactsOf,
  captureOf,
  capturesWithResponses,
  type FactsRow,
  factsSelection,
  plainBytes,
  type SummaryRow,
  summaryFactsOf,
  summarySelection,
} from '../capture-row.ts';
import { type ContentRow, type ResponseColumns, responseOf } from '../response-row.ts';
import type { Turns } from '../turns.ts';
import type { LongBodies } from './long-bodies.ts';
import type { Reads } from './reads.ts';
import type { Scanner } from './scanner.ts';

type Parts = {
  readonly reader: Reads;
  readonly turns: Turns;
  readonly longBodies: LongBodies;
  readonly filters: FilterWork;
  /** The response of a capture, where it is not committed yet. */
  readonly pendingResponse: (binId: number, seq: number) => Answered | undefined;
  /** The response of a capture that was committed a moment ago: the row may have been read before. */
  readonly writtenResponse: (binId: number, seq: number) => Answered | undefined;
  /** Commits the responses that wait. */
  readonly commitResponses: () => Promise<void>;
  /** Scans captures on a thread of its own; null where there is none. */
  readonly scanner: Scanner | null;
};

/** Reads captures one at a time, each in a turn of its asker. */
export class CaptureReader {
  readonly reader: Reads;
  readonly turns: Turns;
  readonly filters: FilterWork;
  readonly scanner: Scanner | null;
  readonly commitResponses: Parts['commitResponses'];
  readonly #longBodies: LongBodies;
  readonly #pendingResponse: Parts['pendingResponse'];
  readonly #writtenResponse: Parts['writtenResponse'];

  constructor({
    reader,
    turns,
    longBodies,
    filters,
    pendingResponse,
    writtenResponse,
    commitResponses,
    scanner,
  }: Parts) {
    this.reader = reader;
    this.turns = turns;
    this.filters = filters;
    this.scanner = scanner;
    this.commitResponses = commitResponses;
    this.#longBodies = longBodies;
    this.#pendingResponse = pendingResponse;
    this.#writtenResponse = writtenResponse;
  }

  /** A capture with all its bytes. */
  async whole(binId: number, seq: number | 'latest', asker: Asker): Promise<Capture | null> {
    await this.turns.take(asker);
    const row = await this.#row<CaptureRow>(`${factsSelection}, ${bodySelection}`, binId, seq);
    if (!row) return null;
    const body =
      row.longBodyId === null
        ? row.body
        : await this.#longBodies.whole(row.longBodyId, row.bodyStored, asker);
    return captureOf(row, await this.#answered(binId, row), plainBytes(body));
  }

  /** A capture without its bytes. */
  async facts(binId: number, seq: number | 'latest', asker: Asker): Promise<CaptureFacts | null> {
    await this.turns.take(asker);
    const row = await this.#row<FactsRow>(factsSelection, binId, seq);
    return row ? captureFactsOf(row, await this.#answered(binId, row)) : null;
  }

  /** The facts in a row that was read. */
  summaryFacts(binId: number, row: SummaryRow): ListedFacts {
    const { seq } = row;
    const answered =
      this.#pendingResponse(binId, seq) ?? responseOf(row) ?? this.#writtenResponse(binId, seq) ?? null;
    return summaryFactsOf(row, answered);
  }

  /** Whether a capture matches a filter. Its body is read only where the rest may match. */
  async matches(
    filter: Filter,
    binId: number,
    row: SummaryRow,
    facts: ListedFacts,
    asker: Asker,
  ): Promise<boolean> {
    if (!(await this.filters.mayMatch(filter, facts, asker))) return false;
    if (!filter.needsBody) return true;
    const body = await this.body(binId, row, asker);
    return body !== null && this.filters.matches(filter, { facts, body }, asker);
  }

  /** The body for a row that was read; null when it was removed meanwhile. */
  async body(binId: number, { seq, longBodyId, bodyStored }: SummaryRow, asker: Asker) {
    if (longBodyId !== null) return this.#longBodies.whole(longBodyId, bodyStored, asker);
    const row = await this.reader.first<{ body: Uint8Array }>(
      `SELECT ${bodySelection} FROM "Capture" WHERE "binId" = ? AND "seq" = ?`,
      binId,
      seq,
    );
    return row ? plainBytes(row.body) : null;
  }

  async #row<Row>(more: string, binId: number, seq: number | 'latest'): Promise<Row | undefined> {
    const select = `SELECT ${summarySelection}, ${more} FROM ${capturesWithResponses} WHERE c."binId" = ?`;
    return seq === 'latest'
      ? this.reader.first<Row>(`${select} ORDER BY c."seq" DESC LIMIT 1`, binId)
      : this.reader.first<Row>(`${select} AND c."seq" = ?`, binId, seq);
  }

  /** The response of a capture with its headers and body. */
  async #answered(binId: number, row: ResponseColumns & { seq: number }): Promise<Answered | null> {
    const pending = this.#pendingResponse(binId, row.seq);
    if (pending) return pending;
    const sent = row.answerSent
      ? await this.reader.first<ContentRow>(
          'SELECT "headers", "body" FROM "SentReply" WHERE "binId" = ? AND "hash" = ?',
          binId,
          row.answerSent,
        )
      : undefined;
    return responseOf(row, sent) ?? this.#writtenResponse(binId, row.seq) ?? null;
  }
}
