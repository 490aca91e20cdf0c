import type { SettingsTexts } from '../prisma/reply-secrets.ts';
import type { Database } from './open.ts';

/** Reads and writes reply settings without Prisma's client, which would copy megabytes of JSON several times. */
export function replySettingsIn({
  connections,
  reader,
}: Pick<Database, 'connections' | 'reader'>): SettingsTexts {
  return {
    async readSettings(binId) {
      const sql = 'SELECT "settings" FROM "BinReply" WHERE "binId" = ?';
      return (await reader.first<{ settings: string }>(sql, binId))?.settings ?? null;
    },

    replaceSettings: (binId, before, after) =>
      connections.statement(
        async (statements) => (await statements.run(replace, after, binId, before)) === 1,
      ),

    async writeSettings(binId, text) {
      await connections.statement((statements) =>
        text === null
          ? statements.run('DELETE FROM "BinReply" WHERE "binId" = ?', binId)
          : statements.run(upsert, text, binId),
      );
    },
  };
}

const replace = 'UPDATE "BinReply" SET "settings" = ? WHERE "binId" = ? AND "settings" = ?';

/** Writes nothing when the bin was removed meanwhile. */
const upsert = `
  INSERT INTO "BinReply" ("binId", "settings") SELECT "id", ? FROM "Bin" WHERE "id" = ?
  ON CONFLICT ("binId") DO UPDATE SET "settings" = excluded."settings"`;
