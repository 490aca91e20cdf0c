import type { SecretCipher } from '#lib/access/secrets/secret-cipher.ts';
import type { Bin } from '#lib/model/bin.ts';
import { fail } from '#lib/model/errors.ts';
import type { BinSettings, BinStore } from '../contracts/bins.ts';
import type { CaptureReads } from '../contracts/captures.ts';
import type { Listeners } from '../listeners.ts';
import type { BinFinder } from './bin-finder.ts';
import type { BinRow, PrismaDatabase, PrismaTransaction } from './database.ts';
import { addReply, copyReply } from './reply-secrets.ts';
import { binNumbersOf } from './rows.ts';
import { copySchemas } from './schemas.ts';

/** How many former slugs lead to a bin; the oldest are removed first, so that nobody collects names. */
const aliasesOfABin = 5;

/** Bins and the counts in their rows: all but their removal, which every database does in its own steps. */
export function binStore(
  database: PrismaDatabase,
  finder: BinFinder,
  listeners: Listeners,
  cipher: SecretCipher | null,
): Omit<BinStore, 'removeBin'> & Pick<CaptureReads, 'counts'> {
  const { client } = database;
  const claim = slugClaim(database, finder);
  return {
    findBin: (slug) => finder.find(slug),
    knownBin: (slug) => finder.known(slug),
    forgetBins: (slugs) => finder.forgetOthers(slugs),

    onBinsChanged(listener) {
      listeners.binsChanged = listener;
    },

    async binStates(binIds) {
      const rows = await client.bin.findMany({
        where: { id: { in: [...binIds] } },
        select: { id: true, slug: true, lastSeq: true, kept: true, deletedAt: true },
      });
      return new Map(
        rows.map(({ id, slug, lastSeq, kept, deletedAt }) => [
          id,
          { slug, head: lastSeq, total: kept, isDeleted: deletedAt !== null },
        ]),
      );
    },

    addBin({ slug, ownerKeyHash, now, cloneOf, reply, ...settings }) {
      return claim(slug, async (transaction) => {
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
        if (reply) await addReply(transaction, reply, cipher, bin.id);
        else if (reply === undefined && cloned) await copyReply(transaction, cloned.id, bin.id, cipher);
        if (cloned) await copySchemas(transaction, cloned.id, bin.id);
        return bin;
      });
    },

    async changeBin(binId, change) {
      await client.bin.updateMany({ where: { id: binId }, data: columnsOf(change) });
      const bin = await finder.reread(binId);
      if (bin && (change.capacity !== undefined || change.maxBytes !== undefined)) listeners.binFull(binId);
      return bin;
    },

    async renameBin(binId, slug, now) {
      const before = await client.bin.findUnique({ where: { id: binId } });
      if (!before || before.slug === slug) return before && finder.of(before);
      const rename = async (transaction: PrismaTransaction) => {
        // It may have been renamed meanwhile.
        const bin = await transaction.bin.findUniqueOrThrow({ where: { id: binId } });
        if (bin.slug === slug) return bin;
        await transaction.binAlias.deleteMany({ where: { slug } });
        await transaction.binAlias.create({ data: { slug: bin.slug, binId, createdAt: now } });
        const older = await transaction.binAlias.findMany({
          where: { binId },
          orderBy: [{ createdAt: 'desc' }, { slug: 'asc' }],
          skip: aliasesOfABin,
        });
        await transaction.binAlias.deleteMany({ where: { slug: { in: older.map((alias) => alias.slug) } } });
        return transaction.bin.update({ where: { id: binId }, data: { slug } });
      };
      const bin = await claim(slug, rename, before);
      await finder.reread(binId);
      return bin;
    },

    async listAliases(binId) {
      const rows = await client.binAlias.findMany({ where: { binId }, orderBy: { createdAt: 'desc' } });
      return rows.map(({ slug, createdAt }) => ({ slug, createdAt: Number(createdAt) }));
    },

    async removeAliases(before) {
      const aliases = await client.binAlias.findMany({ where: { createdAt: { lte: before } } });
      if (aliases.length === 0) return;
      await client.binAlias.deleteMany({ where: { createdAt: { lte: before } } });
      finder.forget(aliases.map(({ slug }) => slug));
    },

    async deleteBin(binId, now) {
      const { count } = await client.bin.updateMany({
        where: { id: binId, deletedAt: null },
        data: { deletedAt: now },
      });
      await finder.reread(binId);
      return count > 0;
    },

    async restoreBin(binId) {
      await client.bin.updateMany({ where: { id: binId }, data: { deletedAt: null } });
      return finder.reread(binId);
    },

    async binNumbers(binId) {
      const row = await client.bin.findUnique({ where: { id: binId } });
      return row && binNumbersOf(row);
    },

    async counts(binId) {
      const bin = await client.bin.findUnique({
        where: { id: binId },
        select: { lastSeq: true, kept: true },
      });
      return { head: bin?.lastSeq ?? 0, total: bin?.kept ?? 0 };
    },

    async listBins(binId, limit) {
      const rows = await client.bin.findMany({
        where: { id: { gt: binId } },
        orderBy: { id: 'asc' },
        take: limit,
      });
      return rows.map((row) => ({ bin: finder.of(row), numbers: binNumbersOf(row) }));
    },
  };
}

/** Writes a bin under a slug that no other bin has or had; fails with `slug-taken`. */
function slugClaim({ transactWithNames }: PrismaDatabase, finder: BinFinder) {
  return async (
    slug: string,
    write: (transaction: PrismaTransaction) => Promise<BinRow>,
    renamed?: { readonly id: number; readonly slug: string },
  ): Promise<Bin> => {
    const taken = () => fail('slug-taken', `The slug ${slug} is in use.`);
    try {
      const slugs = renamed ? [slug, renamed.slug] : [slug];
      const row = await transactWithNames(slugs, async (transaction) => {
        const alias = await transaction.binAlias.findUnique({ where: { slug } });
        return alias && alias.binId !== renamed?.id ? null : write(transaction);
      });
      finder.forget([slug]);
      return row ? finder.of(row) : taken();
    } catch (error) {
      // Prisma: a unique constraint failed.
      if (error instanceof Error && (error as { code?: unknown }).code === 'P2002') return taken();
      throw error;
    }
  };
}

/** The settings in a bin's row, those of later columns included; the rest is its identity and its counts. */
function settingsOf(row: BinRow) {
  const { id, slug, name, createdAt, lastSeq, deletedAt, lastRequestAt, lastVisitAt, ...rest } = row;
  const { kept, keptBytes, pinned, pinnedBytes, rotatedOut, rotatedUpTo, ...settings } = rest;
  return settings;
}

/** The columns of settings. A bin that never expires has 0, since null is "as the instance says". */
function columnsOf({ expiresAfter, ...settings }: Partial<BinSettings>) {
  return expiresAfter === undefined ? settings : { ...settings, expiresAfter: expiresAfter ?? 0 };
}
