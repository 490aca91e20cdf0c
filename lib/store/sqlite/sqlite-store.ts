import { captureSummary } from '../../copy-as/capture-json.ts';
import type { Filter } from '../../filter/index.ts';
import { type Asker, server } from '../../model/asker.ts';
import type { Bin, BinNumbers, ReplyingBin } from '../../model/bin.ts';
import type { Answered, Capture, CaptureFacts, Recognised } from '../../model/capture.ts';
import type { CapturePage, CaptureSummary } from '../../model/capture-json.ts';
import type { CaptureEdit } from '../../model/input.ts';
import { type InstanceLimits, limitsOf, usualLimits } from '../../model/limits.ts';
import type { Link } from '../../model/link.ts';
import { PageRoom } from '../../model/page-room.ts';
import type { ReplySettings } from '../../model/reply-settings.ts';
import type { Timeline } from '../../model/timeline.ts';
import { changedPlays } from '../../reply/changed-plays.ts';
import { type FilterWork, filtersHere } from '../../workers/filter-work.ts';
import { GroupCommit } from '../group-commit.ts';
import { linkOf } from '../rows.ts';
import type { BinSettings, LongBody, NewBinRow, PlayTurn, Rotated, Store } from '../store.ts';
import { Turns } from '../turns.ts';
import { BinUses } from './bin-uses.ts';
import { Bins } from './bins.ts';
import { Blocks } from './blocks.ts';
import { BodyPieces } from './body-pieces.ts';
import { whenFree } from './busy.ts';
import { Captures } from './captures.ts';
import { isOfTheDatabase } from './driver-error.ts';
import { giveBack, usedBytes } from './free-pages.ts';
import { type ImportedCapture, writeImported } from './import-captures.ts';
import { giveLease, takeLease } from './leases.ts';
import { type Database, openSqlite } from './open.ts';
import { edit } from './pinning.ts';
import { PlayCounts } from './play-counts.ts';
import { addRefusals } from './refusals.ts';
import { type Doomed, doomed, removedAtATime, removeThese } from './removal.ts';
import { isOverfull, rotate } from './rotation.ts';
import { search } from './search.ts';
import { timeline } from './timeline.ts';
import { inTransaction, placeholders } from './transaction.ts';
import { beyond, firstWindow, type SeqRange } from './windows.ts';
import { type Filled, type NewAnswer, type NewCapture, probeWrite, writeGroup } from './write-group.ts';

/** How long a noted answer may wait for a capture whose commit it can share, milliseconds. */
const answerPatience = 50;

/** An imported body of more bytes than this is written in pieces of so many. */
const importedInline = 256 * 1024;

/** Opens the SQLite file at `url`, relative to `root`; see `openSqlite`. */
export async function openSqliteStore(
  url: string,
  root: string,
  limits: InstanceLimits = usualLimits,
  turns: Turns = new Turns(),
  filters: FilterWork = filtersHere,
): Promise<Store> {
  return new SqliteStore(await openSqlite(url, root), limits, turns, filters);
}

class SqliteStore implements Store {
  readonly #database: Database;
  readonly #captures: GroupCommit<NewCapture, number | null>;
  readonly #pieces: BodyPieces;
  readonly #plays: PlayCounts;
  readonly #bins: Bins;
  readonly #limits: InstanceLimits;
  readonly #turns: Turns;
  readonly #read: Captures;
  #tellOverfull: (binId: number) => void = () => {};
  #tellLetGo: () => void = () => {};
  #answers: NewAnswer[] = [];
  /** Those of the commit under way. */
  #answersBeingWritten: readonly NewAnswer[] = [];
  #answerTimer: NodeJS.Timeout | null = null;

  constructor(database: Database, limits: InstanceLimits, turns: Turns, filters: FilterWork) {
    this.#database = database;
    this.#limits = limits;
    this.#turns = turns;
    this.#captures = new GroupCommit(
      (group) => this.#write(group),
      ({ received }) => received.body.length,
      { items: 256, bytes: 8 * 2 ** 20 },
      isOfTheDatabase,
    );
    this.#pieces = new BodyPieces(database, turns, () => this.#tellLetGo());
    this.#plays = new PlayCounts(database);
    this.#bins = new Bins(database, limits, turns);
    this.#read = new Captures({
      reader: database.reader,
      turns,
      pieces: this.#pieces,
      filters,
      pendingAnswer: (binId, seq) => this.#pendingAnswer(binId, seq),
    });
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

  async removeBin(binId: number, asker: Asker = server): Promise<boolean> {
    const isRemoved = await this.#bins.remove(binId, { name: asker.name });
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
    const before = await this.#bins.reply(binId);
    await this.#turns.take(server);
    const changed = changedPlays(before, reply);
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
    this.#pieces.abandon(id);
  }

  async add(binId: number, received: Recognised): Promise<number | null> {
    const { longBodyId } = received;
    let seq: number | null = null;
    try {
      seq = await this.#captures.add({ binId, received });
    } finally {
      if (seq === null && longBodyId !== null) this.#pieces.abandon(longBodyId);
    }
    return seq;
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

  async list(binId: number, page: Parameters<Store['list']>[1], asker: Asker = server): Promise<CapturePage> {
    return this.#turns.run(asker, async () => {
      const { limit, filter } = page;
      const found = search(this.#read, binId, page, filter, asker);
      const captures: CaptureSummary[] = [];
      const room = new PageRoom();
      let next: number | null = null;
      for (;;) {
        const { value, done } = await found.next();
        if (done) {
          next = value;
          break;
        }
        const summary = captureSummary(value.facts);
        if (captures.length === limit || !room.takes(summary)) {
          next = captures.at(-1)?.seq ?? null;
          break;
        }
        captures.push(summary);
      }
      return { captures, ...(await this.counts(binId)), next };
    });
  }

  capture(binId: number, seq: number | 'latest', asker: Asker = server): Promise<Capture | null> {
    return this.#read.whole(binId, seq, asker);
  }

  captureFacts(binId: number, seq: number | 'latest', asker: Asker = server): Promise<CaptureFacts | null> {
    return this.#read.facts(binId, seq, asker);
  }

  eachCapture(binId: number, filter?: Filter, asker: Asker = server): AsyncIterable<Capture> {
    return this.#turns.each(asker, this.#each(binId, filter, asker));
  }

  async *#each(binId: number, filter: Filter | undefined, asker: Asker): AsyncGenerator<Capture> {
    for await (const { row } of search(this.#read, binId, { after: 0 }, filter, asker)) {
      const capture = await this.#read.whole(binId, row.seq, asker);
      if (capture) yield capture;
    }
  }

  async importCaptures(binId: number, captures: readonly Capture[]): Promise<CaptureSummary | null> {
    const imported: ImportedCapture[] = [];
    let written: Awaited<ReturnType<typeof writeImported>> = null;
    try {
      written = await this.#import(binId, captures, imported);
    } finally {
      if (!written)
        for (const { longBodyId } of imported) if (longBodyId !== null) this.#pieces.abandon(longBodyId);
    }
    this.#tellOverfull(binId);
    const newest = written?.at(-1);
    return newest ? captureSummary(newest) : null;
  }

  /** Notes in `imported` the captures whose long bodies it has written. */
  async #import(binId: number, captures: readonly Capture[], imported: ImportedCapture[]) {
    for (const capture of captures) {
      const isLong = capture.body.length > importedInline;
      imported.push({ capture, longBodyId: isLong ? await this.#importLongBody(capture.body) : null });
    }
    const limits = (chosen: { capacity: number | null; maxBytes: number | null }) =>
      limitsOf({ ...chosen, expiresAfter: null }, this.#limits);
    if (imported.length === 0) return null;
    return whenFree(() => writeImported(this.#database.connection, binId, imported, limits));
  }

  async #importLongBody(body: Uint8Array): Promise<number> {
    const long = await this.#pieces.open(Date.now());
    try {
      for (let at = 0; at < body.length; at += importedInline)
        await long.append(body.subarray(at, at + importedInline));
    } catch (error) {
      this.#pieces.abandon(long.id);
      throw error;
    }
    return long.id;
  }

  readBody(
    binId: number,
    seq: number,
    first: number,
    last: number,
    asker: Asker = server,
  ): AsyncIterable<Uint8Array> {
    return this.#pieces.read({ binId, seq }, first, last, asker);
  }

  async changeCapture(binId: number, seq: number, change: CaptureEdit): Promise<CaptureSummary | null> {
    await edit(this.#database, this.#bins, { binId, seq, ...change });
    if (change.pinned === false || change.note) this.#tellOverfull(binId);
    const facts = await this.captureFacts(binId, seq);
    return facts && captureSummary(facts);
  }

  async removeCapture(binId: number, seq: number): Promise<boolean> {
    return (await this.#remove(binId, '"seq" = ?', [seq])).length > 0;
  }

  async removeCaptures(
    binId: number,
    asker: Asker = server,
  ): Promise<{ removed: number; upTo: number; kept: number[] }> {
    const { reader } = this.#database;
    return this.#turns.run(asker, async () => {
      const finishing = { name: asker.name };
      const { head } = await this.counts(binId);
      const kept: number[] = [];
      let removed = 0;
      for (let rest: SeqRange | null = { after: 0, before: head + 1 }; rest; ) {
        const window = firstWindow(reader, binId, rest, true);
        rest = beyond(rest, window, true);
        const { after, before } = window;
        for (let left = true; left; ) {
          await this.#turns.take(finishing);
          const some = await this.#remove(binId, '"seq" > ? AND "seq" < ? AND "pinned" = 0', [after, before]);
          removed += some.length;
          left = some.length > 0;
        }
        const pinned =
          'SELECT "seq" FROM "Capture" WHERE "binId" = ? AND "seq" > ? AND "seq" < ? ORDER BY "seq"';
        for (const { seq } of reader.all<{ seq: number }>(pinned, binId, after, before)) kept.push(seq);
      }
      return { removed, upTo: head, kept };
    });
  }

  async removeFound(binId: number, filter: Filter, asker: Asker = server): Promise<number[]> {
    return this.#turns.run(asker, async () => {
      const finishing = { name: asker.name };
      const { head } = await this.counts(binId);
      const removed: number[] = [];
      let found: number[] = [];
      const remove = async () => {
        while (found.length > 0) {
          await this.#turns.take(finishing);
          const these = `"seq" IN (${placeholders(found)}) AND "pinned" = 0`;
          const gone = new Set((await this.#remove(binId, these, found)).map(({ seq }) => seq));
          removed.push(...gone);
          found = gone.size === 0 ? [] : found.filter((seq) => !gone.has(seq));
        }
      };
      for await (const { row } of search(this.#read, binId, { before: head + 1 }, filter, finishing)) {
        if (row.pinned === 1) continue;
        found.push(row.seq);
        if (found.length >= removedAtATime.captures) await remove();
      }
      await remove();
      return removed;
    });
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

  async timeline(
    binId: number,
    query: Parameters<Store['timeline']>[1],
    asker: Asker = server,
  ): Promise<Timeline> {
    return this.#turns.run(asker, async () => {
      const { head } = await this.counts(binId);
      return timeline({ captures: this.#read, binId, head, asker }, query);
    });
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
    return new BinUses(this.#database, this.#turns).page(page);
  }

  binUsesOf(binIds: readonly number[]): ReturnType<Store['binUsesOf']> {
    return new BinUses(this.#database, this.#turns).of(binIds);
  }

  async size(): Promise<{ bins: number; bytes: number }> {
    const { bins, bytes } = this.#database.reader.first<{ bins: number; bytes: number }>(
      `SELECT (SELECT COUNT(*) FROM "Bin") AS "bins", page_count * page_size AS "bytes"
       FROM pragma_page_count(), pragma_page_size()`,
    )!;
    return { bins, bytes };
  }

  usedBytes(): Promise<number> {
    return usedBytes(this.#database.connection);
  }

  async sweep(now: number): Promise<void> {
    await this.#pieces.findRemnants(now);
    await this.#plays.sweep(now, this.#turns);
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

  async probe(): Promise<void> {
    await probeWrite(this.#database.connection);
  }

  look(): Promise<void> {
    return this.#database.connection.look();
  }

  async close(): Promise<void> {
    await this.#captures.idle();
    await this.#flushAnswers();
    this.#database.reader.close();
    await this.#client.$disconnect();
  }

  async #write(group: NewCapture[]): Promise<(number | null)[]> {
    const written = await this.#withAnswers((answers) =>
      whenFree(() => writeGroup(this.#database.connection, group, answers)),
    );
    this.#tellOfOverfull(written.filled);
    return written.seqs;
  }

  #tellOfOverfull(bins: readonly Filled[]): void {
    for (const filled of bins) {
      if (isOverfull(filled, this.#limits)) this.#tellOverfull(filled.binId);
    }
  }

  /** Writes answers that found no capture to share a commit with. If that fails they wait for the next commit. */
  async #flushAnswers(): Promise<void> {
    const write = async (answers: NewAnswer[]) => {
      if (answers.length === 0) return;
      const { filled } = await writeGroup(this.#database.connection, [], answers);
      this.#tellOfOverfull(filled);
    };
    await this.#withAnswers(write).catch(() => {});
  }

  /** Writes the answers that wait. A group that fails is tried again capture by capture; they go with the first of those. */
  async #withAnswers<T>(write: (answers: NewAnswer[]) => Promise<T>): Promise<T> {
    const answers = this.#takeAnswers();
    const before = this.#answersBeingWritten;
    this.#answersBeingWritten = [...before, ...answers];
    try {
      return await write(answers);
    } catch (error) {
      this.#answers.unshift(...answers);
      throw error;
    } finally {
      const written = new Set(answers);
      this.#answersBeingWritten = this.#answersBeingWritten.filter((answer) => !written.has(answer));
    }
  }

  #takeAnswers(): NewAnswer[] {
    if (this.#answerTimer) clearTimeout(this.#answerTimer);
    this.#answerTimer = null;
    return this.#answers.splice(0);
  }

  /** The answer of a capture that is not committed yet. */
  #pendingAnswer(binId: number, seq: number): Answered | undefined {
    const isIt = (answer: NewAnswer) => answer.seq === seq && answer.binId === binId;
    return (this.#answers.findLast(isIt) ?? this.#answersBeingWritten.findLast(isIt))?.answered;
  }
}

/** Prisma's Bytes wants a view of a plain ArrayBuffer. */
function bytes(view: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(view);
}
