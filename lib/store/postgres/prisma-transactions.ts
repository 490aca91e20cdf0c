import type { PrismaDatabase, PrismaTransaction } from '../prisma/database.ts';
import { retryConflicts } from './retry-conflicts.ts';

/** How long a transaction of Prisma's client may wait for a connection, and how long it may take, milliseconds. */
const limits = { maxWait: 15_000, timeout: 15_000 } as const;

/**
 * Transactions of Prisma's client. What they depend on is locked first, and each statement then sees what is committed. PostgreSQL's
 * serializable isolation is not used: the row of a bin that receives requests changes all the time, so that nearly every such transaction
 * would have to be repeated (docs/decisions/0067).
 */
export function prismaDatabase(client: PrismaDatabase['client']): PrismaDatabase {
  const locked = <T>(
    lock: (transaction: PrismaTransaction) => Promise<unknown>,
    work: (transaction: PrismaTransaction) => Promise<T>,
  ): Promise<T> =>
    retryConflicts(() =>
      client.$transaction(
        async (transaction) => {
          await lock(transaction);
          return work(transaction);
        },
        { isolationLevel: 'ReadCommitted' as never, ...limits },
      ),
    );
  let calls = 0;
  return {
    client,
    // Nothing tells cheaply whether another process has written: what is cached counts as old after a moment.
    writesOfOthers: () => {
      calls += 1;
      return calls;
    },
    retry: retryConflicts,
    transactWithNames: (names, work) =>
      locked(async (transaction) => {
        // In one order for all processes, so that none waits for another that waits for it.
        for (const name of [...names].sort())
          await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
      }, work),
    transactInBin: (binId, work) =>
      locked(
        (transaction) => transaction.$executeRaw`SELECT 1 FROM "Bin" WHERE "id" = ${binId} FOR NO KEY UPDATE`,
        work,
      ),
  };
}
