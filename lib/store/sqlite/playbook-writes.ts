import { server } from '#lib/model/asker.ts';
import { countedValues, countOne, type PlaybookWrites } from '../sql/playbook-counts.ts';
import { isDatabaseFailure } from './driver-error.ts';
import type { Database } from './open.ts';
import { retryWhileBusy } from './retry-while-busy.ts';

/** Counts scanned in one statement when old ones are removed. */
const scannedTogether = 1000;

export function playbookWrites({ connection, reader }: Database): PlaybookWrites {
  return {
    countEach: async (turns) =>
      retryWhileBusy(() =>
        connection.transact((statements) =>
          turns.map((turn) => statements.first<[number]>(counting, ...countedValues(turn))![0]),
        ),
      ),

    async removeUsedBefore(time, turns) {
      const { last } = reader.first<{ last: number | null }>('SELECT max(rowid) AS "last" FROM "PlayCount"')!;
      for (let after = 0; after < (last ?? 0); after += scannedTogether) {
        await turns.take(server);
        const values = [after, after + scannedTogether, time];
        await retryWhileBusy(() => connection.transact((statements) => statements.run(deletion, ...values)));
      }
    },

    isDatabaseFailure,
  };
}

const counting = countOne('max');
const deletion = 'DELETE FROM "PlayCount" WHERE rowid > ? AND rowid <= ? AND "countedAt" < ?';
