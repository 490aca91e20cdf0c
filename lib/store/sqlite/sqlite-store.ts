import { captureSummary } from '../../copy-as/capture-json.ts';
import type { Filter } from '../../filter/index.ts';
import type { Bin, BinNumbers, ReplyingBin } from '../../model/bin.ts';
import type { Answered, Capture, CaptureFacts, Recognised } from '../../model/capture.ts';
import type { CapturePage, CaptureSummary } from '../../model/capture-json.ts';
import type { CaptureEdit } from '../../model/input.ts';
import { type InstanceLimits, usualLimits } from '../../model/limits.ts';
import type { Link } from '../../model/link.ts';
import type { ReplySettings } from '../../model/reply-settings.ts';
import type { Timeline } from '../../model/timeline.ts';
import { changedPlays } from '../../reply/changed-plays.ts';
import { GroupCommit } from '../group-commit.ts';
import {
  answeredOf,
  captureFactsOf,
  captureOf,
  importedRow,
  linkOf,
  type SummaryRow,
  summaryColumns,
  summaryFactsOf,
} from '../rows.ts';
import type { BinSettings, LongBody, NewBinRow, PlayTurn, Rotated, Store } from '../store.ts';
import { BinUses } from './bin-uses.ts';
import { Bins } from './bins.ts';
import { Blocks } from './blocks.ts';
import { BodyPieces } from './body-pieces.ts';
import { isOfTheDatabase, whenFree } from './busy.ts';
import { noteSize, sizeOf, textsOf } from './capture-size.ts';
import { giveBack, usedBytes } from './free-pages.ts';
import { giveLease, takeLease } from './leases.ts';
import { type Database, openSqlite } from './open.ts';
import { edit, hasRoom } from './pinning.ts';
import { PlayCounts } from './play-counts.ts';
import { addRefusals } from './refusals.ts';
import { type Doomed, doomed, removedAtATime, removeThese } from './removal.ts';
import { isOverfull, rotate } from './rotation.ts';
import { isUpwards, type Searched, search } from './search.ts';
import { sentAmong } from './sent-replies.ts';
import { timeline } from './timeline.ts';
import { inTransaction, placeholders } from './transaction.ts';
import { type Filled, type NewAnswer, type NewCapture, probeWrite, writeGroup } from './write-group.ts';

/** How long a noted answer may wait for a capture whose commit it can share, milliseconds. */
const answerPatience = 50;

/** How many rows an export reads at a time; each has up to 256 KiB of body in it. */
const exportedAtATime = 50;
/** An imported body of more bytes than this is written in pieces of so many. */
const importedInline = 256 * 1024;

type ListPage = Parameters<Store['list']>[1];
/** `stoppedAt`: the seq at which a search ended before it had looked at all. */
type PageRows = { rows: SummaryRow[]; stoppedAt: number | null };

/** Opens the SQLite file at `url`, relative to `root`; see `openSqlite`. */
export async function openSqliteStore(
  url: string,
  root: string,
  limits: InstanceLimits = usualLimits,
): Promise<Store> {
  return new SqliteStore(await openSqlite(url, root), limits);
}

class SqliteStore implements Store {
  readonly #database: Database;
  readonly #captures: GroupCommit<NewCapture, number | null>;
  readonly #pieces: BodyPieces;
  readonly #plays: PlayCounts;
  readonly #bins: Bins;
  readonly #limits: InstanceLimits;
  #tellOverfull: (binId: number) => void = () => {};
  #tellLetGo: () => void = () => {};
  #answers: NewAnswer[] = [];
  #answerTimer: NodeJS.Timeout | null = null;

  constructor(database: Database, limits: InstanceLimits) {
    this.#database = database;
    this.#limits = limits;
    this.#captures = new GroupCommit(
      (group) => this.#write(group),
      ({ received }) => received.body.length,
      { items: 256, bytes: 8 * 2 ** 20 },
      isOfTheDatabase,
    );
    this.#pieces = new BodyPieces(database);
    this.#plays = new PlayCounts(database);
    this.#bins = new Bins(database, limits);
  }

  get #client() {
    return this.#database.client;
  }

  async addBin(bin: NewBinRow): Promise<Bin> {
    return this.#bins.add(bin);
  }

  findBin(slug: string): Promise<ReplyingBin | null> {
    return this.#bins.find(slug);
  }

  async changeBin(binId: number, change: Partial<BinSettings>): Promise<Bin | null> {
    const bin = await this.#bins.change(binId, change);
    if (bin && (change.capacity !== undefined || change.maxBytes !== undefined)) this.#tellOverfull(binId);
    return bin;
  }

  async renameBin(binId: number, slug: string, now: number): Promise<Bin | null> {
    return this.#bins.rename(binId, slug, now);
  }

  async aliases(binId: number) {
    return this.#bins.aliases(binId);
  }

  async dropAliases(before: number): Promise<void> {
    await this.#bins.dropAliases(before);
  }

  async deleteBin(binId: number, now: number): Promise<boolean> {
    return this.#bins.delete(binId, now);
  }

  async restoreBin(binId: number): Promise<Bin | null> {
    return this.#bins.restore(binId);
  }

  async removeBin(binId: number): Promise<boolean> {
    const isRemoved = await this.#bins.remove(binId);
    this.#tellLetGo();
    return isRemoved;
  }

  async binNumbers(binId: number): Promise<BinNumbers | null> {
    return this.#bins.numbers(binId);
  }

  async binsAfter(binId: number, limit: number) {
    return this.#bins.after(binId, limit);
  }

  whenOverfull(tell: (binId: number) => void): void {
    this.#tellOverfull = tell;
  }

  async rotate(binId: number): Promise<Rotated | null> {
    const rotated = await whenFree(() => rotate(this.#database.connection, binId, this.#limits));
    if (rotated) this.#tellLetGo();
    return rotated;
  }

  async reply(binId: number): Promise<ReplySettings | null> {
    return this.#bins.reply(binId);
  }

  async setReply(binId: number, reply: ReplySettings | null): Promise<boolean> {
    const changed = changedPlays(await this.#bins.reply(binId), reply);
    if ((await this.#client.bin.count({ where: { id: binId } })) === 0) return false;
    const done = await this.#bins.setReply(binId, reply);
    if (changed.length > 0) await this.#plays.reset(binId, changed);
    return done;
  }

  async countPlay(turn: PlayTurn): Promise<number> {
    return this.#plays.count(turn);
  }

  async peekPlay(turn: PlayTurn): Promise<number> {
    return this.#plays.peek(turn);
  }

  async resetPlays(binId: number): Promise<void> {
    await this.#plays.reset(binId);
  }

  async openLongBody(now: number): Promise<LongBody> {
    return this.#pieces.open(now);
  }

  async dropLongBody(id: number): Promise<void> {
    await this.#client.longBody.updateMany({ where: { id, capture: null }, data: { createdAt: 0 } });
    this.#tellLetGo();
  }

  async add(binId: number, received: Recognised): Promise<number | null> {
    return this.#captures.add({ binId, received });
  }

  answered(binId: number, seq: number, answered: Answered): void {
    this.#note({ binId, seq, answered, isRevision: false });
  }

  answerRevised(binId: number, seq: number, answered: Answered): void {
    this.#note({ binId, seq, answered, isRevision: true });
  }

  #note(answer: NewAnswer): void {
    this.#answers.push(answer);
    this.#answerTimer ??= setTimeout(() => void this.#flushAnswers(), answerPatience);
  }

  async list(binId: number, page: Parameters<Store['list']>[1]): Promise<CapturePage> {
    const { limit, filter } = page;
    const [{ rows, stoppedAt }, { head, total }] = await Promise.all([
      filter ? this.#foundRows(binId, page, filter) : this.#rows(binId, page),
      this.counts(binId),
    ]);
    const shown = rows.slice(0, limit);
    const answers = await this.#answersAmong(binId, shown);
    return {
      captures: shown.map((row) => captureSummary(summaryFactsOf(row, answers.get(row.seq) ?? null))),
      head,
      total,
      next: rows.length > limit ? (shown.at(-1)?.seq ?? null) : stoppedAt,
    };
  }

  /** The rows of a page, and one more where there are more. */
  async #rows(binId: number, page: ListPage): Promise<PageRows> {
    const rows = await this.#client.capture.findMany({
      where: { binId, seq: { gt: page.after, lt: page.before } },
      orderBy: { seq: isUpwards(page) ? 'asc' : 'desc' },
      take: page.limit + 1,
      select: summaryColumns,
    });
    return { rows, stoppedAt: null };
  }

  async #foundRows(binId: number, page: ListPage, filter: Filter): Promise<PageRows> {
    const rows: SummaryRow[] = [];
    const found = search(this.#searched(binId), page, filter);
    while (rows.length <= page.limit) {
      const { value, done } = await found.next();
      if (done) return { rows, stoppedAt: value };
      rows.push(value.row);
    }
    return { rows, stoppedAt: null };
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
    const answers = await this.#answersAmong(binId, [row], true);
    return captureOf(row, answers.get(row.seq) ?? null, body);
  }

  async captureFacts(binId: number, seq: number | 'latest'): Promise<CaptureFacts | null> {
    const row = await this.#client.capture.findFirst({
      where: seq === 'latest' ? { binId } : { binId, seq },
      orderBy: { seq: 'desc' },
      select: { ...summaryColumns, trailers: true },
    });
    if (!row) return null;
    const answers = await this.#answersAmong(binId, [row], true);
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
      const answers = await this.#answersAmong(binId, rows, true);
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
    const imported = await this.#client.$transaction(async (transaction) => {
      const bin = await transaction.bin.findUnique({ where: { id: binId } });
      if (!bin) return null;
      const limits = this.#bins.of(bin);
      let last = bin.lastSeq;
      let { pinned, pinnedBytes, keptBytes } = bin;
      const numbered = captures.map((capture) => {
        last = Math.max(last + 1, capture.seq);
        const size = sizeOf(capture, textsOf(capture)) + noteSize(capture.note);
        // Pins beyond the limits come in as captures like any other.
        const isPinned = capture.pinned && hasRoom({ pinned, pinnedBytes, keptBytes }, limits, size);
        keptBytes += BigInt(size);
        if (isPinned) {
          pinned += 1;
          pinnedBytes += BigInt(size);
        }
        return { size, capture: { ...capture, seq: last, pinned: isPinned } };
      });
      await transaction.capture.createMany({
        data: numbered.map(({ capture, size }, index) =>
          importedRow(binId, capture, size, longBodyIds.get(captures[index]!) ?? null),
        ),
      });
      const kept = bin.kept + numbered.length;
      await transaction.bin.update({
        where: { id: binId },
        data: { lastSeq: last, kept, keptBytes, pinned, pinnedBytes },
      });
      return numbered.map(({ capture }) => capture);
    });
    for (const { seq, answered } of imported ?? []) if (answered) this.answered(binId, seq, answered);
    await this.#flushAnswers();
    this.#tellOverfull(binId);
    const newest = imported?.at(-1);
    return newest ? captureSummary(newest) : null;
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

  async changeCapture(binId: number, seq: number, change: CaptureEdit): Promise<CaptureSummary | null> {
    await edit(this.#database, this.#bins, { binId, seq, ...change });
    if (change.pinned === false || change.note) this.#tellOverfull(binId);
    const row = await this.#client.capture.findUnique({
      where: { binId_seq: { binId, seq } },
      select: summaryColumns,
    });
    if (!row) return null;
    const answers = await this.#answersAmong(binId, [row]);
    return captureSummary(summaryFactsOf(row, answers.get(seq) ?? null));
  }

  async removeCapture(binId: number, seq: number): Promise<boolean> {
    return (await this.#remove(binId, '"seq" = ?', [seq])).length > 0;
  }

  async removeCaptures(binId: number): Promise<{ removed: number; upTo: number; kept: number[] }> {
    const { head } = await this.counts(binId);
    let removed = 0;
    for (;;) {
      const some = await this.#remove(binId, '"seq" <= ? AND "pinned" = 0', [head]);
      removed += some.length;
      if (some.length < removedAtATime) break;
    }
    const pinned = await this.#client.capture.findMany({
      where: { binId, seq: { lte: head } },
      select: { seq: true },
    });
    return { removed, upTo: head, kept: pinned.map(({ seq }) => seq) };
  }

  async removeFound(binId: number, filter: Filter): Promise<number[]> {
    const { head } = await this.counts(binId);
    const removed: number[] = [];
    let found: number[] = [];
    const remove = async () => {
      const these = `"seq" IN (${placeholders(found)}) AND "pinned" = 0`;
      for (const { seq } of await this.#remove(binId, these, found)) removed.push(seq);
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

  /** Removes the oldest captures for which a condition holds, as many as go at a time. */
  async #remove(binId: number, condition: string, args: unknown[]): Promise<Doomed[]> {
    const removed = await whenFree(() =>
      inTransaction(this.#database.connection, async (transaction) => {
        const captures = await doomed(transaction, binId, condition, args);
        await removeThese(transaction, binId, captures);
        return captures;
      }),
    );
    if (removed.length > 0) this.#tellLetGo();
    return removed;
  }

  async counts(binId: number): Promise<{ head: number; total: number }> {
    const bin = await this.#client.bin.findUnique({
      where: { id: binId },
      select: { lastSeq: true, kept: true },
    });
    return { head: bin?.lastSeq ?? 0, total: bin?.kept ?? 0 };
  }

  async timeline(binId: number, query: Parameters<Store['timeline']>[1]): Promise<Timeline> {
    const { head } = await this.counts(binId);
    return timeline(this.#searched(binId), head, query);
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
    return row && { link: linkOf(row), bin: this.#bins.of(row.bin) };
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
    await this.#client.$transaction([
      this.#client.link.updateMany({ where: { id: linkId }, data: { lastUsedAt: now } }),
      this.#client.bin.updateMany({ where: { links: { some: { id: linkId } } }, data: { lastVisitAt: now } }),
    ]);
  }

  addRefusals(counts: ReadonlyMap<number, number>): Promise<Map<number, number>> {
    return whenFree(() => addRefusals(this.#client, counts));
  }

  async refusals(binId: number): Promise<number> {
    const row = await this.#client.bin.findUnique({ where: { id: binId }, select: { refused: true } });
    return row?.refused ?? 0;
  }

  blocks(): ReturnType<Store['blocks']> {
    return new Blocks(this.#client).list();
  }

  addBlock(block: Parameters<Store['addBlock']>[0]): ReturnType<Store['addBlock']> {
    return new Blocks(this.#client).add(block);
  }

  removeBlock(blockId: number): Promise<boolean> {
    return new Blocks(this.#client).remove(blockId);
  }

  binUses(page: Parameters<Store['binUses']>[0]): ReturnType<Store['binUses']> {
    return new BinUses(this.#client).page(page);
  }

  binUsesOf(binIds: readonly number[]): ReturnType<Store['binUsesOf']> {
    return new BinUses(this.#client).of(binIds);
  }

  async size(): Promise<{ bins: number; bytes: number }> {
    const pages = await this.#client.$queryRaw<{ bytes: bigint | number }[]>`
      SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()`;
    return { bins: await this.#client.bin.count(), bytes: Number(pages[0]?.bytes ?? 0) };
  }

  usedBytes(): Promise<number> {
    return usedBytes(this.#database.connection);
  }

  async sweep(now: number): Promise<void> {
    await this.#pieces.findRemnants(now);
    await this.#plays.sweep(now);
  }

  whenLetGo(tell: () => void): void {
    this.#tellLetGo = tell;
  }

  sweepSome(): Promise<boolean> {
    return this.#pieces.removeSome();
  }

  giveBack(): Promise<boolean> {
    return whenFree(() => giveBack(this.#database.connection));
  }

  takeLease(lease: Parameters<Store['takeLease']>[0]): Promise<boolean> {
    return takeLease(this.#database, lease);
  }

  async giveLease(name: string, holder: string): Promise<void> {
    await giveLease(this.#database, name, holder);
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

  async #write(group: NewCapture[]): Promise<(number | null)[]> {
    const answers = this.#takeAnswers();
    try {
      const written = await whenFree(() => writeGroup(this.#database.connection, group, answers));
      this.#tellOfOverfull(written.filled);
      return written.seqs;
    } catch (error) {
      // A group that fails is tried again capture by capture; the answers go with the first of those.
      this.#answers.unshift(...answers);
      throw error;
    }
  }

  #tellOfOverfull(bins: readonly Filled[]): void {
    for (const filled of bins) if (isOverfull(filled, this.#limits)) this.#tellOverfull(filled.binId);
  }

  /** Writes answers that found no capture to share a commit with. If that fails they wait for the next commit. */
  async #flushAnswers(): Promise<void> {
    const answers = this.#takeAnswers();
    if (answers.length === 0) return;
    try {
      const { filled } = await writeGroup(this.#database.connection, [], answers);
      this.#tellOfOverfull(filled);
    } catch {
      this.#answers.unshift(...answers);
    }
  }

  #takeAnswers(): NewAnswer[] {
    if (this.#answerTimer) clearTimeout(this.#answerTimer);
    this.#answerTimer = null;
    return this.#answers.splice(0);
  }

  /** The answers of these captures, those not yet committed included; with headers and bodies when asked for. */
  async #answersAmong(
    binId: number,
    captures: { seq: number }[],
    withSent = false,
  ): Promise<Map<number, Answered>> {
    if (captures.length === 0) return new Map();
    const seqs = captures.map(({ seq }) => seq);
    const rows = await this.#client.answer.findMany({
      where: { binId, seq: { gte: Math.min(...seqs), lte: Math.max(...seqs) } },
    });
    const sent = withSent ? await sentAmong(this.#client, binId, rows) : null;
    const waiting = this.#answers.filter((answer) => answer.binId === binId);
    return new Map([
      ...rows.map((row) => [row.seq, answeredOf(row, sent?.(row))] as const),
      ...waiting.map(({ seq, answered }) => [seq, answered] as const),
    ]);
  }
}

/** Prisma's Bytes wants a view of a plain ArrayBuffer. */
function bytes(view: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(view);
}
