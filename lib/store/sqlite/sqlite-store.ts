import { captureSummary } from '../../copy-as/capture-json.ts';
import type { Filter } from '../../filter/index.ts';
import type { Bin } from '../../model/bin.ts';
import type { Answered, Capture, CaptureFacts, Received } from '../../model/capture.ts';
import type { CapturePage, CaptureSummary } from '../../model/capture-json.ts';
import { fail } from '../../model/errors.ts';
import type { BinChange, CaptureEdit } from '../../model/input.ts';
import type { Link } from '../../model/link.ts';
import { GroupCommit } from '../group-commit.ts';
import { Remembered } from '../remembered.ts';
import {
  binOf,
  captureFactsOf,
  captureOf,
  importedRow,
  linkOf,
  type SummaryRow,
  summaryColumns,
  summaryFactsOf,
} from '../rows.ts';
import type { LongBody, Store } from '../store.ts';
import { BodyPieces } from './body-pieces.ts';
import { isOfTheDatabase, whenFree } from './busy.ts';
import { type Database, openSqlite } from './open.ts';
import { type Searched, search } from './search.ts';
import { type NewAnswer, type NewCapture, probeWrite, writeGroup } from './write-group.ts';

/** How long a noted answer may wait for a capture whose commit it can share, milliseconds. */
const answerPatience = 50;

/**
 * How long a bin found by its slug is believed, milliseconds, and how many are. Another process may rename or delete it
 * meanwhile; `add` notices a deleted one.
 */
const binMemory = { milliseconds: 1000, bins: 10_000 };

/** How many rows an export reads at a time; each has up to 256 KiB of body in it. */
const exportedAtATime = 50;
/** Captures deleted in one transaction, so that captures arriving meanwhile wait little. */
const removedAtATime = 200;
/** An imported body of more bytes than this is written in pieces of so many. */
const importedInline = 256 * 1024;

/** Opens the SQLite file at `url`, relative to `root`; see `openSqlite`. */
export async function openSqliteStore(url: string, root: string): Promise<Store> {
  return new SqliteStore(await openSqlite(url, root));
}

class SqliteStore implements Store {
  readonly #database: Database;
  readonly #captures: GroupCommit<NewCapture, number | null>;
  readonly #pieces: BodyPieces;
  readonly #bins: Remembered<string, Bin>;
  #answers: NewAnswer[] = [];
  #answerTimer: NodeJS.Timeout | null = null;

  constructor(database: Database) {
    this.#database = database;
    this.#captures = new GroupCommit(
      (group) => this.#write(group),
      ({ received }) => received.body.length,
      { items: 256, bytes: 8 * 2 ** 20 },
      isOfTheDatabase,
    );
    this.#pieces = new BodyPieces(database);
    this.#bins = new Remembered((slug) => this.#lookUpBin(slug), binMemory.milliseconds, binMemory.bins);
  }

  get #client() {
    return this.#database.client;
  }

  async addBin(bin: Parameters<Store['addBin']>[0]): Promise<Bin> {
    try {
      return binOf(
        await this.#client.bin.create({
          data: {
            slug: bin.slug,
            name: bin.name,
            createdAt: bin.now,
            links: { create: { role: 'owner', keyHash: bytes(bin.ownerKeyHash), createdAt: bin.now } },
          },
        }),
      );
    } catch (error) {
      if (prismaCode(error) === 'P2002') fail('slug-taken', `The slug ${bin.slug} is in use.`);
      throw error;
    }
  }

  findBin(slug: string): Promise<Bin | null> {
    return this.#bins.get(slug);
  }

  async changeBin(binId: number, { name }: BinChange): Promise<Bin | null> {
    await this.#client.bin.updateMany({ where: { id: binId }, data: { name } });
    const row = await this.#client.bin.findUnique({ where: { id: binId } });
    if (row) this.#bins.forget(row.slug);
    return row && binOf(row);
  }

  async removeBin(binId: number): Promise<boolean> {
    const bin = await this.#client.bin.findUnique({ where: { id: binId } });
    if (!bin) return false;
    await this.#client.$transaction([
      this.#pieces.removeOf({ binId }),
      this.#client.answer.deleteMany({ where: { binId } }),
      this.#client.bin.deleteMany({ where: { id: binId } }),
    ]);
    this.#bins.forget(bin.slug);
    return true;
  }

  async openLongBody(now: number): Promise<LongBody> {
    return this.#pieces.open(now);
  }

  async add(binId: number, received: Received): Promise<number | null> {
    return this.#captures.add({ binId, received });
  }

  answered(binId: number, seq: number, answered: Answered): void {
    this.#answers.push({ binId, seq, answered });
    this.#answerTimer ??= setTimeout(() => void this.#flushAnswers(), answerPatience);
  }

  async list(binId: number, page: Parameters<Store['list']>[1]): Promise<CapturePage> {
    const { limit, filter } = page;
    const [rows, { head, total }] = await Promise.all([
      filter ? this.#foundRows(binId, page, filter) : this.#rows(binId, page),
      this.counts(binId),
    ]);
    const shown = rows.slice(0, limit);
    const answers = await this.#answersAmong(binId, shown);
    return {
      captures: shown.map((row) => captureSummary(summaryFactsOf(row, answers.get(row.seq) ?? null))),
      head,
      total,
      next: rows.length > limit ? (shown.at(-1)?.seq ?? null) : null,
    };
  }

  /** The rows of a page, and one more where there are more. */
  #rows(binId: number, { after, before, limit }: Parameters<Store['list']>[1]): Promise<SummaryRow[]> {
    return this.#client.capture.findMany({
      where: { binId, seq: after === undefined ? { lt: before } : { gt: after } },
      orderBy: { seq: after === undefined ? 'desc' : 'asc' },
      take: limit + 1,
      select: summaryColumns,
    });
  }

  async #foundRows(binId: number, page: Parameters<Store['list']>[1], filter: Filter): Promise<SummaryRow[]> {
    const rows: SummaryRow[] = [];
    for await (const { row } of search(this.#searched(binId), page, filter)) {
      rows.push(row);
      if (rows.length > page.limit) break;
    }
    return rows;
  }

  #searched(binId: number): Searched {
    return {
      client: this.#client,
      pieces: this.#pieces,
      binId,
      answersAmong: (id, rows) => this.#answersAmong(id, rows),
    };
  }

  async capture(binId: number, seq: number | 'latest'): Promise<Capture | null> {
    const row = await this.#client.capture.findFirst({
      where: seq === 'latest' ? { binId } : { binId, seq },
      orderBy: { seq: 'desc' },
    });
    if (!row) return null;
    const body =
      row.longBodyId === null ? row.body : await this.#pieces.whole(row.longBodyId, row.bodyStored);
    const answers = await this.#answersAmong(binId, [row]);
    return captureOf(row, answers.get(row.seq) ?? null, body);
  }

  async captureFacts(binId: number, seq: number | 'latest'): Promise<CaptureFacts | null> {
    const row = await this.#client.capture.findFirst({
      where: seq === 'latest' ? { binId } : { binId, seq },
      orderBy: { seq: 'desc' },
      select: { ...summaryColumns, trailers: true },
    });
    if (!row) return null;
    const answers = await this.#answersAmong(binId, [row]);
    return captureFactsOf(row, answers.get(row.seq) ?? null);
  }

  async *eachCapture(binId: number, filter?: Filter): AsyncGenerator<Capture> {
    if (filter) {
      for await (const { row } of search(this.#searched(binId), { after: 0 }, filter)) {
        const capture = await this.capture(binId, row.seq);
        if (capture) yield capture;
      }
      return;
    }
    let after = 0;
    for (;;) {
      const rows = await this.#client.capture.findMany({
        where: { binId, seq: { gt: after } },
        orderBy: { seq: 'asc' },
        take: exportedAtATime,
      });
      const answers = await this.#answersAmong(binId, rows);
      for (const row of rows) {
        const body =
          row.longBodyId === null ? row.body : await this.#pieces.whole(row.longBodyId, row.bodyStored);
        yield captureOf(row, answers.get(row.seq) ?? null, body);
      }
      if (rows.length < exportedAtATime) return;
      after = rows.at(-1)!.seq;
    }
  }

  async importCaptures(binId: number, captures: readonly Capture[]): Promise<CaptureSummary | null> {
    const longBodyIds = new Map<Capture, number>();
    for (const capture of captures) {
      if (capture.body.length > importedInline)
        longBodyIds.set(capture, await this.#importLongBody(capture.body));
    }
    return this.#client.$transaction(async (transaction) => {
      const bin = await transaction.bin.findUnique({ where: { id: binId }, select: { lastSeq: true } });
      if (!bin) return null;
      let last = bin.lastSeq;
      const numbered = captures.map((capture) => {
        last = Math.max(last + 1, capture.seq);
        return { ...capture, seq: last };
      });
      await transaction.capture.createMany({
        data: numbered.map((capture, index) =>
          importedRow(binId, capture, longBodyIds.get(captures[index]!) ?? null),
        ),
      });
      await transaction.answer.createMany({
        data: numbered.flatMap(({ seq, answered }) => (answered ? [{ binId, seq, ...answered }] : [])),
      });
      await transaction.bin.update({ where: { id: binId }, data: { lastSeq: last } });
      const newest = numbered.at(-1);
      return newest ? captureSummary(newest) : null;
    });
  }

  async #importLongBody(body: Uint8Array): Promise<number> {
    const long = await this.#pieces.open(Date.now());
    for (let at = 0; at < body.length; at += importedInline) {
      await long.append(body.subarray(at, at + importedInline));
    }
    return long.id;
  }

  readBody(binId: number, seq: number, first: number, last: number): AsyncIterable<Uint8Array> {
    return this.#pieces.read({ binId, seq }, first, last);
  }

  async changeCapture(binId: number, seq: number, edit: CaptureEdit): Promise<CaptureSummary | null> {
    await this.#client.capture.updateMany({ where: { binId, seq }, data: edit });
    const row = await this.#client.capture.findUnique({
      where: { binId_seq: { binId, seq } },
      select: summaryColumns,
    });
    if (!row) return null;
    const answers = await this.#answersAmong(binId, [row]);
    return captureSummary(summaryFactsOf(row, answers.get(seq) ?? null));
  }

  async removeCapture(binId: number, seq: number): Promise<boolean> {
    const [, , { count }] = await this.#client.$transaction([
      this.#pieces.removeOf({ binId, seq }),
      this.#client.answer.deleteMany({ where: { binId, seq } }),
      this.#client.capture.deleteMany({ where: { binId, seq } }),
    ]);
    return count > 0;
  }

  async removeCaptures(binId: number): Promise<{ removed: number; upTo: number; kept: number[] }> {
    const { head } = await this.counts(binId);
    const upToHead = { binId, seq: { lte: head } };
    const pinned = await this.#client.capture.findMany({
      where: { ...upToHead, pinned: true },
      select: { seq: true },
    });
    const kept = pinned.map(({ seq }) => seq);
    const [, , { count }] = await this.#client.$transaction([
      this.#pieces.removeOf({ ...upToHead, pinned: false }),
      this.#client.answer.deleteMany({ where: { binId, seq: { lte: head, notIn: kept } } }),
      this.#client.capture.deleteMany({ where: { ...upToHead, pinned: false } }),
    ]);
    return { removed: count, upTo: head, kept };
  }

  async removeFound(binId: number, filter: Filter): Promise<number[]> {
    const { head } = await this.counts(binId);
    const removed: number[] = [];
    let found: number[] = [];
    const remove = async () => {
      const these = { binId, seq: { in: found } };
      await this.#client.$transaction([
        this.#pieces.removeOf(these),
        this.#client.answer.deleteMany({ where: these }),
        this.#client.capture.deleteMany({ where: these }),
      ]);
      removed.push(...found);
      found = [];
    };
    for await (const { row } of search(this.#searched(binId), { before: head + 1 }, filter)) {
      if (row.pinned) continue;
      found.push(row.seq);
      if (found.length >= removedAtATime) await remove();
    }
    if (found.length > 0) await remove();
    return removed;
  }

  async counts(binId: number): Promise<{ head: number; total: number }> {
    const [bin, total] = await Promise.all([
      this.#client.bin.findUnique({ where: { id: binId }, select: { lastSeq: true } }),
      this.#client.capture.count({ where: { binId } }),
    ]);
    return { head: bin?.lastSeq ?? 0, total };
  }

  async addLink(link: Parameters<Store['addLink']>[0]): Promise<Link> {
    const { now, keyHash, redaction = null, ...facts } = link;
    return linkOf(
      await this.#client.link.create({
        data: {
          ...facts,
          redaction: redaction && JSON.stringify(redaction),
          keyHash: bytes(keyHash),
          createdAt: now,
        },
      }),
    );
  }

  async findLink(keyHash: Uint8Array): Promise<{ link: Link; bin: Bin } | null> {
    const row = await this.#client.link.findUnique({
      where: { keyHash: bytes(keyHash) },
      include: { bin: true },
    });
    return row && { link: linkOf(row), bin: binOf(row.bin) };
  }

  async links(binId: number): Promise<Link[]> {
    return (await this.#client.link.findMany({ where: { binId }, orderBy: { id: 'asc' } })).map(linkOf);
  }

  async removeLink(binId: number, linkId: number): Promise<boolean> {
    return (await this.#client.link.deleteMany({ where: { id: linkId, binId } })).count > 0;
  }

  async changeLinkKey(linkId: number, keyHash: Uint8Array): Promise<boolean> {
    const change = { where: { id: linkId }, data: { keyHash: bytes(keyHash) } };
    return (await this.#client.link.updateMany(change)).count > 0;
  }

  async touchLink(linkId: number, now: number): Promise<void> {
    await this.#client.link.updateMany({ where: { id: linkId }, data: { lastUsedAt: now } });
  }

  async sweep(now: number): Promise<void> {
    await this.#pieces.sweep(now);
  }

  async ready(): Promise<boolean> {
    try {
      await probeWrite(this.#database.connection);
      return true;
    } catch {
      return false;
    }
  }

  async close(): Promise<void> {
    await this.#captures.idle();
    await this.#flushAnswers();
    await this.#client.$disconnect();
  }

  async #lookUpBin(slug: string): Promise<Bin | null> {
    const row = await this.#client.bin.findUnique({ where: { slug } });
    return row && binOf(row);
  }

  async #write(group: NewCapture[]): Promise<(number | null)[]> {
    const answers = this.#takeAnswers();
    try {
      return await whenFree(() => writeGroup(this.#database.connection, group, answers));
    } catch (error) {
      // A group that fails is tried again capture by capture; the answers go with the first of those.
      this.#answers.unshift(...answers);
      throw error;
    }
  }

  /** Writes answers that found no capture to share a commit with. If that fails they wait for the next commit. */
  async #flushAnswers(): Promise<void> {
    const answers = this.#takeAnswers();
    if (answers.length === 0) return;
    try {
      await writeGroup(this.#database.connection, [], answers);
    } catch {
      this.#answers.unshift(...answers);
    }
  }

  #takeAnswers(): NewAnswer[] {
    if (this.#answerTimer) clearTimeout(this.#answerTimer);
    this.#answerTimer = null;
    return this.#answers.splice(0);
  }

  /** The answers of these captures, those not yet committed included. */
  async #answersAmong(binId: number, captures: { seq: number }[]) {
    if (captures.length === 0) return new Map<number, never>();
    const seqs = captures.map(({ seq }) => seq);
    const rows = await this.#client.answer.findMany({
      where: { binId, seq: { gte: Math.min(...seqs), lte: Math.max(...seqs) } },
    });
    const waiting = this.#answers.filter((answer) => answer.binId === binId);
    return new Map([
      ...rows.map((row) => [row.seq, row] as const),
      ...waiting.map(({ seq, answered }) => [seq, { binId, seq, ...answered }] as const),
    ]);
  }
}

/** Prisma's Bytes wants a view of a plain ArrayBuffer. */
function bytes(view: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(view);
}

function prismaCode(error: unknown): unknown {
  return error instanceof Error ? (error as { code?: unknown }).code : undefined;
}
