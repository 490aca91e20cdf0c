import type { ArgType, SqlQuery, Transaction } from '@prisma/driver-adapter-utils';
import type { OneConnection } from '../one-connection.ts';

/**
 * Does work in a transaction of the driver adapter: committed when it is done, taken back when it fails.
 *
 * It goes to the adapter rather than through Prisma's client, which turns raw parameters, bodies included, into JSON and
 * back (docs/decisions/0003-hot-write.md).
 */
export async function inTransaction<T>(
  connection: OneConnection,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const transaction = await connection.startTransaction();
  try {
    const result = await work(transaction);
    await transaction.executeRaw(query('COMMIT'));
    await transaction.commit();
    return result;
  } catch (error) {
    // SQLite may have rolled back by itself (a full disk does that); then this says so and changes nothing.
    await transaction.executeRaw(query('ROLLBACK')).catch(() => {});
    await transaction.rollback();
    throw error;
  }
}

/** Values are bound as they are: the adapter converts by type only what came as text. */
const asIs: ArgType = { scalarType: 'unknown', arity: 'scalar' };

export function query(sql: string, args: unknown[] = []): SqlQuery {
  return { sql, args, argTypes: new Array(args.length).fill(asIs) };
}

/** As many placeholders as there are values: `?,?,?`. */
export function placeholders(values: readonly unknown[]): string {
  return values.map(() => '?').join(',');
}
