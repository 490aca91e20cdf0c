import type { Asker } from '../../model/asker.ts';
import type { Answered, Capture, CaptureFacts } from '../../model/capture.ts';
import type { FilterWork } from '../../workers/filter-work.ts';
import {
  type AnswerColumns,
  answeredOf,
  type CaptureRow,
  captureFactsOf,
  captureOf,
  capturesWithAnswers,
  type FactsRow,
  plainBytes,
  type SentRow,
  type SummaryRow,
  summaryColumns,
  summaryFactsOf,
} from '../rows.ts';
import type { Turns } from '../turns.ts';
import type { BodyPieces } from './body-pieces.ts';
import type { Reader } from './reader.ts';

type Parts = {
  readonly reader: Reader;
  readonly turns: Turns;
  readonly pieces: BodyPieces;
  readonly filters: FilterWork;
  /** The answer of a capture that is not committed yet. */
  readonly pendingAnswer: (binId: number, seq: number) => Answered | undefined;
};

/** Reads captures one at a time, each when it is its asker's turn. */
export class Captures {
  readonly reader: Reader;
  readonly turns: Turns;
  readonly filters: FilterWork;
  readonly #pieces: BodyPieces;
  readonly #pendingAnswer: Parts['pendingAnswer'];

  constructor({ reader, turns, pieces, filters, pendingAnswer }: Parts) {
    this.reader = reader;
    this.turns = turns;
    this.filters = filters;
    this.#pieces = pieces;
    this.#pendingAnswer = pendingAnswer;
  }

  /** A capture with all its bytes. */
  async whole(binId: number, seq: number | 'latest', asker: Asker): Promise<Capture | null> {
    await this.turns.take(asker);
    const row = this.#row<CaptureRow>('c."trailers", c."body"', binId, seq);
    if (!row) return null;
    const body =
      row.longBodyId === null ? row.body : await this.#pieces.whole(row.longBodyId, row.bodyStored, asker);
    return captureOf(row, this.#answered(binId, row, true), plainBytes(body));
  }

  /** A capture without its bytes. */
  async facts(binId: number, seq: number | 'latest', asker: Asker): Promise<CaptureFacts | null> {
    await this.turns.take(asker);
    const row = this.#row<FactsRow>('c."trailers"', binId, seq);
    return row ? captureFactsOf(row, this.#answered(binId, row, true)) : null;
  }

  /** The facts of a row that was read. */
  summaryFacts(binId: number, row: SummaryRow): Omit<CaptureFacts, 'trailers'> {
    return summaryFactsOf(row, this.#answered(binId, row, false));
  }

  /** The body of a row that was read; null when it is gone meanwhile. */
  async body(binId: number, { seq, longBodyId, bodyStored }: SummaryRow, asker: Asker) {
    if (longBodyId !== null) return this.#pieces.whole(longBodyId, bodyStored, asker);
    const row = this.reader.first<{ body: Uint8Array }>(
      'SELECT "body" FROM "Capture" WHERE "binId" = ? AND "seq" = ?',
      binId,
      seq,
    );
    return row ? plainBytes(row.body) : null;
  }

  #row<Row>(more: string, binId: number, seq: number | 'latest'): Row | undefined {
    const select = `SELECT ${summaryColumns}, ${more} FROM ${capturesWithAnswers} WHERE c."binId" = ?`;
    return seq === 'latest'
      ? this.reader.first<Row>(`${select} ORDER BY c."seq" DESC LIMIT 1`, binId)
      : this.reader.first<Row>(`${select} AND c."seq" = ?`, binId, seq);
  }

  /** How a capture was answered; with the headers and the body of that when asked for. */
  #answered(binId: number, row: AnswerColumns & { seq: number }, withSent: boolean): Answered | null {
    const pending = this.#pendingAnswer(binId, row.seq);
    if (pending) return pending;
    const sent =
      withSent && row.answerSent
        ? this.reader.first<SentRow>(
            'SELECT "headers", "body" FROM "SentReply" WHERE "binId" = ? AND "hash" = ?',
            binId,
            row.answerSent,
          )
        : undefined;
    return answeredOf(row, sent);
  }
}
