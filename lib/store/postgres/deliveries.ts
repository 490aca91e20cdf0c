import type { DeliveryWrites } from '../sql/deliveries.ts';
import {
  deleteDelivery,
  findInterrupted,
  insertAttempt,
  insertDelivery,
  markInterrupted,
  updateEnded,
} from './delivery-writes.ts';
import { lockBins } from './lock-bins.ts';
import type { Database } from './open.ts';
import type { Statements } from './statements.ts';

/** Deliveries of a bin are written one after the other, since several may have the same body. */
export function deliveryWrites({
  connections,
  clock,
}: Pick<Database, 'connections' | 'clock'>): DeliveryWrites {
  const write = <T>(binId: number, work: (statements: Statements) => Promise<T>, durable = true) =>
    connections.transact(
      async (statements) => {
        await lockBins(statements, [binId]);
        return work(statements);
      },
      { durable },
    );

  return {
    add: (binId, delivery) =>
      write(binId, (statements) => insertDelivery(statements, binId, delivery), false),
    begin: (binId, id, attempt) =>
      write(binId, (statements) => insertAttempt(statements, binId, id, attempt), false),
    end: (binId, id, state, attempt) =>
      write(binId, (statements) => updateEnded(statements, binId, id, state, attempt)),
    remove: (binId, id) => write(binId, (statements) => deleteDelivery(statements, binId, id)),

    async interruptSome(now) {
      const at = await clock.at(now);
      return connections.transact(async (statements) => {
        const found = await findInterrupted(statements, at);
        for (const one of found) await markInterrupted(statements, one, now);
        return found;
      });
    },
  };
}
