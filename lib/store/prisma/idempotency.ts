import { callsOfCaller, type IdempotencyStore, type IdempotentCall } from '../contracts/idempotency.ts';
import type { PrismaDatabase, PrismaTransaction } from './database.ts';

export function idempotencyStore({ client, transactWithNames }: PrismaDatabase): IdempotencyStore {
  return {
    async beginCall({ name, caller, fingerprint, now, heldUntil }) {
      const where = { name: bytes(name) };
      try {
        return await transactWithNames(
          [`call ${Buffer.from(name).toString('hex')}`],
          async (transaction): Promise<IdempotentCall | null> => {
            await transaction.idempotentCall.deleteMany({
              where: { ...where, response: null, heldUntil: { lte: now } },
            });
            const known = await transaction.idempotentCall.findUnique({ where });
            if (known) return known;
            await makeRoom(transaction, bytes(caller));
            await transaction.idempotentCall.create({
              data: {
                ...where,
                caller: bytes(caller),
                fingerprint: bytes(fingerprint),
                createdAt: now,
                heldUntil,
              },
            });
            return null;
          },
        );
      } catch (error) {
        // Prisma: a unique constraint failed. Another process has begun it meanwhile.
        if (!(error instanceof Error) || (error as { code?: unknown }).code !== 'P2002') throw error;
        return client.idempotentCall.findUnique({ where });
      }
    },

    async finishCall(name, response) {
      await client.idempotentCall.updateMany({
        where: { name: bytes(name) },
        data: { response: bytes(response), size: response.length },
      });
    },

    async forgetCall(name) {
      await client.idempotentCall.deleteMany({ where: { name: bytes(name) } });
    },

    async removeCalls(before) {
      await client.idempotentCall.deleteMany({ where: { createdAt: { lt: before } } });
    },
  };
}

/** Removes the oldest calls of a caller that has as many as it may have, or as many bytes. */
async function makeRoom(
  { idempotentCall }: PrismaTransaction,
  caller: Uint8Array<ArrayBuffer>,
): Promise<void> {
  const { _count, _sum } = await idempotentCall.aggregate({
    where: { caller },
    _count: true,
    _sum: { size: true },
  });
  if (_count < callsOfCaller.most && (_sum.size ?? 0) < callsOfCaller.bytes) return;
  const oldest = await idempotentCall.findMany({
    where: { caller, response: { not: null } },
    orderBy: { createdAt: 'asc' },
    select: { name: true },
    take: Math.ceil(_count / 4),
  });
  await idempotentCall.deleteMany({ where: { name: { in: oldest.map(({ name }) => name) } } });
}

/** Prisma's Bytes wants a view of a plain ArrayBuffer. */
function bytes(view: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(view);
}
