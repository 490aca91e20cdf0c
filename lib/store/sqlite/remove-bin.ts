import type { BinRemovals } from '../sql/remove-bin.ts';
import type { OneConnection } from './one-connection.ts';
import { findRemovable, removeCaptures } from './remove-captures.ts';
import { retryWhileBusy } from './retry-while-busy.ts';

/** The steps in which a bin is removed. */
export function binRemovals(connection: OneConnection): BinRemovals {
  return {
    removeSomeCaptures: async (binId) =>
      retryWhileBusy(() =>
        connection.transactUnsynced((statements) => {
          const captures = findRemovable(statements, binId, 'TRUE', []);
          removeCaptures(statements, binId, captures);
          return captures.length > 0;
        }),
      ),

    async removeSomeRows(table, binId, most) {
      const some = `SELECT rowid FROM "${table}" WHERE "binId" = ? LIMIT ${most}`;
      return retryWhileBusy(() =>
        connection.transactUnsynced((statements) =>
          statements.run(`DELETE FROM "${table}" WHERE rowid IN (${some})`, binId),
        ),
      );
    },
  };
}
