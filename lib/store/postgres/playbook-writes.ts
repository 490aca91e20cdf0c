import { server } from '#lib/model/asker.ts';
import type { PlaybookCounter } from '../contracts/replies.ts';
import { countedValues, countOne, type PlaybookWrites } from '../sql/playbook-counts.ts';
import type { Connections } from './connections.ts';
import { isDatabaseFailure } from './driver-error.ts';

/** Old counts removed in one statement. */
const removedTogether = 1000;

export function playbookWrites(connections: Connections): PlaybookWrites {
  return {
    countEach(turns) {
      const ordered = inOneOrder(turns);
      return connections.transact(async (statements) => {
        const counts: number[] = [];
        for (const { turn, index } of ordered) {
          const row = await statements.first<[number]>(counting, ...countedValues(turn));
          counts[index] = row![0];
        }
        return counts;
      });
    },

    async removeUsedBefore(time, turns) {
      do await turns.take(server);
      while (
        (await connections.statement((statements) => statements.run(deletion, time))) === removedTogether
      );
    },

    isDatabaseFailure,
  };
}

/** In one order for all processes, so that none waits for another that waits for it. `index` is the place among the given. */
function inOneOrder(turns: readonly PlaybookCounter[]) {
  const keyOf = ({ binId, playId, subject }: PlaybookCounter) => `${binId} ${playId} ${subject}`;
  const order = turns.map((turn, index) => ({ turn, index, key: keyOf(turn) }));
  return order.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.index - b.index));
}

const counting = countOne('greatest');
const deletion = `DELETE FROM "PlayCount" WHERE ctid = ANY(ARRAY(
  SELECT ctid FROM "PlayCount" WHERE "countedAt" < ? LIMIT ${removedTogether}))`;
