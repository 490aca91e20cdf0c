import type { BinRemovals } from '../sql/remove-bin.ts';
import type { Connections } from './connections.ts';
import { lockBins } from './lock-bins.ts';
import { findRemovable, removeCaptures } from './remove-captures.ts';

/** The steps in which a bin is removed. */
export function binRemovals(connections: Connections): BinRemovals {
  return {
    removeSomeCaptures: (binId) =>
      connections.transactUnsynced(async (statements) => {
        await lockBins(statements, [binId]);
        const captures = await findRemovable(statements, binId, 'TRUE', []);
        await removeCaptures(statements, binId, captures);
        return captures.length > 0;
      }),

    removeSomeRows: (table, binId, most) =>
      connections.transactUnsynced((statements) =>
        statements.run(
          `DELETE FROM "${table}" WHERE ctid = ANY(ARRAY(SELECT ctid FROM "${table}" WHERE "binId" = ? LIMIT ${most}))`,
          binId,
        ),
      ),
  };
}
