import type { Bin } from '#lib/model/bin.ts';
import type { LinkStore } from '../contracts/links.ts';
import type { BinRow, PrismaDatabase } from './database.ts';
import { linkOf } from './rows.ts';

export function linkStore({ client }: PrismaDatabase, binOf: (row: BinRow) => Bin): LinkStore {
  return {
    async addLink({ now, keyHash, redaction = null, ...facts }) {
      const row = await client.link.create({
        data: {
          ...facts,
          redaction: redaction && JSON.stringify(redaction),
          keyHash: bytes(keyHash),
          createdAt: now,
        },
      });
      return linkOf(row);
    },

    async findLink(keyHash) {
      const row = await client.link.findUnique({
        where: { keyHash: bytes(keyHash) },
        include: { bin: true },
      });
      return row && { link: linkOf(row), bin: binOf(row.bin) };
    },

    async listLinks(binId) {
      const rows = await client.link.findMany({ where: { binId }, orderBy: { id: 'asc' } });
      return rows.map(linkOf);
    },

    async linkKeys(linkIds) {
      const rows = await client.link.findMany({
        where: { id: { in: [...linkIds] } },
        select: { id: true, keyHash: true },
      });
      return new Map(rows.map(({ id, keyHash }) => [id, keyHash]));
    },

    async removeLink(binId, linkId) {
      const { count } = await client.link.deleteMany({ where: { id: linkId, binId } });
      return count > 0;
    },

    async changeLinkKey(linkId, keyHash) {
      const change = { where: { id: linkId }, data: { keyHash: bytes(keyHash) } };
      const { count } = await client.link.updateMany(change);
      return count > 0;
    },

    async touchLink(linkId, now) {
      await client.$transaction([
        client.link.updateMany({ where: { id: linkId }, data: { lastUsedAt: now } }),
        client.bin.updateMany({ where: { links: { some: { id: linkId } } }, data: { lastVisitAt: now } }),
      ]);
    },
  };
}

/** Prisma's Bytes wants a view of a plain ArrayBuffer. */
function bytes(view: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(view);
}
