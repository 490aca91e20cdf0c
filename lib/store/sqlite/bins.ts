import { type Asker, server } from '../../model/asker.ts';
import type { Bin, BinNumbers, ReplyingBin } from '../../model/bin.ts';
import { fail } from '../../model/errors.ts';
import type { InstanceLimits } from '../../model/limits.ts';
import type { ReplySettings } from '../../model/reply-settings.ts';
import type { Bin as BinRow, Prisma } from '../generated/sqlite/client.ts';
import { Remembered } from '../remembered.ts';
import { binNumbersOf, binOf } from '../rows.ts';
import type { BinSettings, NewBinRow } from '../store.ts';
import type { Turns } from '../turns.ts';
import { whenFree } from './busy.ts';
import type { Database } from './open.ts';
import { doomed, removeThese } from './removal.ts';
import { inTransaction, query } from './transaction.ts';

/**
 * How long a bin found by its slug is believed, milliseconds, and how many are. Another process may rename or delete it
 * meanwhile; `add` notices a deleted one.
 */
const memory = { milliseconds: 1000, bins: 10_000 };

/** Former slugs of one bin that still lead to it; the oldest leave first, so that nobody gathers names. */
const aliasesOfABin = 5;

/** The bins themselves: found by slug, changed, renamed, deleted. */
export class Bins {
  readonly #database: Database;
  readonly #limits: InstanceLimits;
  readonly #turns: Turns;
  readonly #bySlug: Remembered<string, ReplyingBin>;

  constructor(database: Database, limits: InstanceLimits, turns: Turns) {
    this.#database = database;
    this.#limits = limits;
    this.#turns = turns;
    this.#bySlug = new Remembered(
      (slug, before) => this.#lookUp(slug, before),
      memory.milliseconds,
      memory.bins,
    );
  }

  get #client() {
    return this.#database.client;
  }

  of(row: BinRow): Bin {
    return binOf(row, this.#limits);
  }

  find(slug: string): Promise<ReplyingBin | null> {
    return this.#bySlug.get(slug);
  }

  async add({ slug, ownerKeyHash, now, cloneOf, reply, ...settings }: NewBinRow): Promise<Bin> {
    return this.#claiming(slug, async (transaction) => {
      const cloned =
        cloneOf === undefined ? null : await transaction.bin.findUnique({ where: { id: cloneOf } });
      const bin = await transaction.bin.create({
        data: {
          ...(cloned && settingsOf(cloned)),
          ...columnsOf(settings),
          slug,
          createdAt: now,
          links: { create: { role: 'owner', keyHash: new Uint8Array(ownerKeyHash), createdAt: now } },
        },
      });
      // Settings may be megabytes: what is cloned stays in the database.
      if (reply)
        await transaction.$executeRaw`
          INSERT INTO "BinReply" ("binId", "settings") VALUES (${bin.id}, ${JSON.stringify(reply)})`;
      else if (reply === undefined && cloned)
        await transaction.$executeRaw`
          INSERT INTO "BinReply" ("binId", "settings")
          SELECT ${bin.id}, "settings" FROM "BinReply" WHERE "binId" = ${cloned.id}`;
      return bin;
    });
  }

  async change(binId: number, settings: Partial<BinSettings>): Promise<Bin | null> {
    await this.#client.bin.updateMany({ where: { id: binId }, data: columnsOf(settings) });
    return this.#anew(binId);
  }

  async reply(binId: number): Promise<ReplySettings | null> {
    const sql = 'SELECT "settings" FROM "BinReply" WHERE "binId" = ?';
    return replyOf(this.#database.reader.first<{ settings: string }>(sql, binId) ?? null);
  }

  /** False when there is no such bin. */
  async setReply(binId: number, reply: ReplySettings | null): Promise<boolean> {
    // Not by Prisma's client, which would write and read megabytes of settings as JSON several times over.
    const statement =
      reply === null
        ? query('DELETE FROM "BinReply" WHERE "binId" = ?', [binId])
        : query(
            `INSERT INTO "BinReply" ("binId", "settings") VALUES (?, ?)
             ON CONFLICT ("binId") DO UPDATE SET "settings" = excluded."settings"`,
            [binId, JSON.stringify(reply)],
          );
    await this.#turns.take(server);
    await whenFree(() => this.#database.connection.executeRaw(statement));
    await this.#turns.take(server);
    return (await this.#anew(binId)) !== null;
  }

  async rename(binId: number, slug: string, now: number): Promise<Bin | null> {
    const before = await this.#client.bin.findUnique({ where: { id: binId } });
    if (!before || before.slug === slug) return before && this.of(before);
    const bin = await this.#claiming(
      slug,
      async (transaction) => {
        await transaction.binAlias.deleteMany({ where: { slug } });
        await transaction.binAlias.create({ data: { slug: before.slug, binId, createdAt: now } });
        const older = await transaction.binAlias.findMany({
          where: { binId },
          orderBy: [{ createdAt: 'desc' }, { slug: 'asc' }],
          skip: aliasesOfABin,
        });
        await transaction.binAlias.deleteMany({ where: { slug: { in: older.map((alias) => alias.slug) } } });
        return transaction.bin.update({ where: { id: binId }, data: { slug } });
      },
      binId,
    );
    await this.#anew(binId);
    return bin;
  }

  async aliases(binId: number): Promise<{ slug: string; createdAt: number }[]> {
    const rows = await this.#client.binAlias.findMany({ where: { binId }, orderBy: { createdAt: 'desc' } });
    return rows.map(({ slug, createdAt }) => ({ slug, createdAt: Number(createdAt) }));
  }

  async dropAliases(before: number): Promise<void> {
    const aliases = await this.#client.binAlias.findMany({ where: { createdAt: { lte: before } } });
    if (aliases.length === 0) return;
    await this.#client.binAlias.deleteMany({ where: { createdAt: { lte: before } } });
    for (const { slug } of aliases) this.#bySlug.forget(slug);
  }

  async delete(binId: number, now: number): Promise<boolean> {
    const { count } = await this.#client.bin.updateMany({
      where: { id: binId, deletedAt: null },
      data: { deletedAt: now },
    });
    await this.#anew(binId);
    return count > 0;
  }

  async restore(binId: number): Promise<Bin | null> {
    await this.#client.bin.updateMany({ where: { id: binId }, data: { deletedAt: null } });
    return this.#anew(binId);
  }

  /** Removes the bin for good: first it gets nothing more, then its captures go, some at a time, then the rest of it. */
  async remove(binId: number, asker: Asker): Promise<boolean> {
    await this.#client.bin.updateMany({ where: { id: binId, deletedAt: null }, data: { deletedAt: 0 } });
    const slugs = await this.#slugsOf(binId);
    if (slugs.length === 0) return false;
    for (const slug of slugs) this.#bySlug.forget(slug);
    const { connection } = this.#database;
    const removeSome = () =>
      inTransaction(connection, async (transaction) => {
        const captures = await doomed(transaction, binId, 'TRUE', []);
        await removeThese(transaction, binId, captures);
        return captures.length > 0;
      });
    while (await whenFree(removeSome)) await this.#turns.take(asker);
    for (const [table, most] of besideCaptures) {
      const some = `SELECT rowid FROM "${table}" WHERE "binId" = ? LIMIT ${most}`;
      const deletion = () =>
        connection.executeRaw(query(`DELETE FROM "${table}" WHERE rowid IN (${some})`, [binId]));
      while ((await whenFree(deletion)) > 0) await this.#turns.take(asker);
    }
    await this.#client.bin.deleteMany({ where: { id: binId } });
    for (const slug of slugs) this.#bySlug.forget(slug);
    return true;
  }

  async numbers(binId: number): Promise<BinNumbers | null> {
    const row = await this.#client.bin.findUnique({ where: { id: binId } });
    return row && binNumbersOf(row);
  }

  async after(binId: number, limit: number): Promise<{ bin: Bin; numbers: BinNumbers }[]> {
    const rows = await this.#client.bin.findMany({
      where: { id: { gt: binId } },
      orderBy: { id: 'asc' },
      take: limit,
    });
    return rows.map((row) => ({ bin: this.of(row), numbers: binNumbersOf(row) }));
  }

  /** The bin as it is now; what was remembered of it is forgotten. */
  async #anew(binId: number): Promise<Bin | null> {
    for (const slug of await this.#slugsOf(binId)) this.#bySlug.forget(slug);
    const row = await this.#client.bin.findUnique({ where: { id: binId } });
    return row && this.of(row);
  }

  async #slugsOf(binId: number): Promise<string[]> {
    const row = await this.#client.bin.findUnique({
      where: { id: binId },
      select: { slug: true, aliases: { select: { slug: true } } },
    });
    return row ? [row.slug, ...row.aliases.map(({ slug }) => slug)] : [];
  }

  async #lookUp(slug: string, before: ReplyingBin | null): Promise<ReplyingBin | null> {
    const include = { reply: true };
    const row =
      (await this.#client.bin.findUnique({ where: { slug }, include })) ??
      (await this.#client.binAlias.findUnique({ where: { slug }, include: { bin: { include } } }))?.bin;
    return row && row.deletedAt === null
      ? { ...this.of(row), reply: replyOf(row.reply, before?.reply) }
      : null;
  }

  /** Writes a bin under a slug that neither another bin has nor leads to one. */
  async #claiming(
    slug: string,
    write: (transaction: Prisma.TransactionClient) => Promise<BinRow>,
    binId?: number,
  ): Promise<Bin> {
    const taken = () => fail('slug-taken', `The slug ${slug} is in use.`);
    try {
      const row = await whenFree(() =>
        this.#client.$transaction(async (transaction) => {
          const alias = await transaction.binAlias.findUnique({ where: { slug } });
          return alias && alias.binId !== binId ? null : write(transaction);
        }),
      );
      this.#bySlug.forget(slug);
      return row ? this.of(row) : taken();
    } catch (error) {
      if (error instanceof Error && (error as { code?: unknown }).code === 'P2002') return taken();
      throw error;
    }
  }
}

/** The text that settings were read from, so that the same text gives the same object: rules and templates are parsed once for each. */
const writtenAs = new WeakMap<ReplySettings, string>();

/** The settings in a row; `before` where they have not changed since. */
function replyOf(
  row: { settings: string } | null,
  before: ReplySettings | null = null,
): ReplySettings | null {
  if (row === null) return null;
  if (before && writtenAs.get(before) === row.settings) return before;
  const settings = JSON.parse(row.settings) as ReplySettings;
  writtenAs.set(settings, row.settings);
  return settings;
}

/** What of a bin's row is a setting, those of later columns included; the rest is its identity and its counts. */
function settingsOf(row: BinRow) {
  const { id, slug, name, createdAt, lastSeq, deletedAt, lastRequestAt, lastVisitAt, ...rest } = row;
  const { kept, keptBytes, pinned, pinnedBytes, rotatedOut, rotatedUpTo, ...settings } = rest;
  return settings;
}

/** A bin that never expires says 0, since null is "as the instance says". */
function columnsOf({ expiresAfter, ...settings }: Partial<BinSettings>) {
  return expiresAfter === undefined ? settings : { ...settings, expiresAfter: expiresAfter ?? 0 };
}

/** What there may be many of in a bin beside its captures, and how many go at a time. Replies have up to 64 KiB. */
const besideCaptures = [
  ['Answer', 1000],
  ['SentReply', 50],
  ['SentReplyUse', 1000],
  ['PlayCount', 1000],
  ['Link', 500],
] as const;
