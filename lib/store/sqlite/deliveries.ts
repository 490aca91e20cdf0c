import { weightOf } from '#lib/model/head-size.ts';
import { GroupCommit } from '../group-commit.ts';
import type { DeliveryWrites } from '../sql/deliveries.ts';
import {
  deleteDelivery,
  findInterrupted,
  insertAttempt,
  insertDelivery,
  markInterrupted,
  updateEnded,
} from './delivery-writes.ts';
import { isDatabaseFailure } from './driver-error.ts';
import type { Database } from './open.ts';
import { retryWhileBusy } from './retry-while-busy.ts';
import type { Statements } from './statements.ts';

type Write = {
  readonly size: number;
  readonly run: (statements: Statements) => boolean;
  /** Whether it must be on the disk when it is acknowledged. */
  readonly isDurable: boolean;
};

/** Deliveries that end together share a commit. */
export function deliveryWrites({ connection }: Pick<Database, 'connection'>): DeliveryWrites {
  const writes = new GroupCommit<Write, boolean>(
    async (group) => {
      const run = (statements: Statements) => group.map((write) => write.run(statements));
      const isDurable = group.some((write) => write.isDurable);
      return retryWhileBusy(() => (isDurable ? connection.transact(run) : connection.transactUnsynced(run)));
    },
    { sizeOf: ({ size }) => size, failsAll: isDatabaseFailure },
  );
  const write = (size: number, run: Write['run'], isDurable = true) => writes.add({ size, run, isDurable });

  return {
    add: (binId, delivery) =>
      write(
        weightOf(delivery, 'bytes' in delivery.body ? delivery.body.size : 0),
        (statements) => insertDelivery(statements, binId, delivery),
        false,
      ),

    begin: (binId, id, attempt) =>
      write(0, (statements) => insertAttempt(statements, binId, id, attempt), false),

    end: (binId, id, state, attempt) =>
      write(attempt?.response?.length ?? 0, (statements) =>
        updateEnded(statements, binId, id, state, attempt),
      ),

    remove: (binId, id) => write(0, (statements) => deleteDelivery(statements, binId, id)),

    interruptSome: async (now) =>
      retryWhileBusy(() =>
        connection.transact((statements) => {
          const found = findInterrupted(statements, now);
          for (const one of found) markInterrupted(statements, one, now);
          return found;
        }),
      ),
  };
}
