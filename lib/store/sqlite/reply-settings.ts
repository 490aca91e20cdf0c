import type { SettingsTexts } from '../prisma/reply-secrets.ts';
import type { Database } from './open.ts';
import { retryWhileBusy } from './retry-while-busy.ts';

/** Reads and writes reply settings without Prisma's client, which would copy megabytes of JSON several times. */
export function replySettingsIn({ connection, reader }: Database): SettingsTexts {
  return {
    readSettings(binId) {
      const sql = 'SELECT "settings" FROM "BinReply" WHERE "binId" = ?';
      return reader.first<{ settings: string }>(sql, binId)?.settings ?? null;
    },

    async replaceSettings(binId, before, after) {
      return retryWhileBusy(() =>
        connection.transact((statements) => statements.run(replace, after, binId, before) === 1),
      );
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

const replace = 'UPDATE "BinReply" SET "settings" = ? WHERE "binId" = ? AND "settings" = ?';

const upsert = `
  INSERT INTO "BinReply" ("binId", "settings") VALUES (?, ?)
  ON CONFLICT ("binId") DO UPDATE SET "settings" = excluded."settings"`;
