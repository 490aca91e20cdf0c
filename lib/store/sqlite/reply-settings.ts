import type { ReplyParts } from '../prisma/replies.ts';
import type { Database } from './open.ts';
import { retryWhileBusy } from './retry-while-busy.ts';

/** Reads and writes reply settings without Prisma's client, which would copy megabytes of JSON several times. */
export function replySettingsIn({
  connection,
  reader,
}: Database): Pick<ReplyParts, 'readSettings' | 'writeSettings'> {
  return {
    readSettings(binId) {
      const sql = 'SELECT "settings" FROM "BinReply" WHERE "binId" = ?';
      return reader.first<{ settings: string }>(sql, binId)?.settings ?? null;
    },

    async writeSettings(binId, text) {
      await retryWhileBusy(() =>
        connection.transact((statements) =>
          text === null
            ? statements.run('DELETE FROM "BinReply" WHERE "binId" = ?', binId)
            : statements.run(upsert, binId, text),
        ),
      );
    },
  };
}

const upsert = `
  INSERT INTO "BinReply" ("binId", "settings") VALUES (?, ?)
  ON CONFLICT ("binId") DO UPDATE SET "settings" = excluded."settings"`;
