import type { SecretCipher } from '#lib/access/secrets/secret-cipher.ts';
import { server } from '#lib/model/asker.ts';
import { fail } from '#lib/model/errors.ts';
import type { ReplySettings } from '#lib/model/reply-settings.ts';
import { changedPlaybooks } from '#lib/reply/changed-playbooks.ts';
import type { PlaybookCounter, ReplyStore } from '../contracts/replies.ts';
import type { Turns } from '../turns.ts';
import type { BinFinder } from './bin-finder.ts';
import type { PrismaDatabase } from './database.ts';
import { readCount, resetPlaybooks } from './playbooks.ts';
import { settingsIn } from './read-settings.ts';
import { renewHandshakeSecrets, type SettingsTexts, settingsText } from './reply-secrets.ts';

/** What each database provides itself. */
export type ReplyParts = SettingsTexts & {
  readonly advancePlaybook: (turn: PlaybookCounter) => Promise<number>;
};

/** Reply settings, with their secrets encrypted in the database where there is a `cipher`. */
export function replyStore(
  {
    database,
    finder,
    turns,
    cipher,
  }: { database: PrismaDatabase; finder: BinFinder; turns: Turns; cipher: SecretCipher | null },
  { readSettings, writeSettings, replaceSettings, advancePlaybook }: ReplyParts,
): ReplyStore {
  const reply = async (binId: number) => settingsIn(await readSettings(binId), { binId, cipher });

  /** Writes the settings of a bin if they are still `expected`. Tells whether they were. */
  const replaceIfSame = (binId: number, expected: ReplySettings | null, text: string | null) =>
    database.transactInBin(binId, async (transaction) => {
      const row = await transaction.binReply.findUnique({ where: { binId } });
      const found = settingsIn(row?.settings ?? null, { binId, cipher });
      if (JSON.stringify(found) !== JSON.stringify(expected)) return false;
      if (text === null) await transaction.binReply.deleteMany({ where: { binId } });
      else
        await transaction.binReply.upsert({
          where: { binId },
          create: { binId, settings: text },
          update: { settings: text },
        });
      return true;
    });

  return {
    readReplySettings: reply,

    async writeReplySettings(binId, settings, expected) {
      const before = await reply(binId);
      await turns.take(server);
      const changed = changedPlaybooks(before, settings);
      if ((await database.client.bin.count({ where: { id: binId } })) === 0) return false;
      const text = settings && settingsText(settings, cipher, binId);
      await turns.take(server);
      if (expected === undefined) await writeSettings(binId, text);
      else if (!(await replaceIfSame(binId, expected, text))) fail('precondition-failed');
      await turns.take(server);
      const isThere = (await finder.reread(binId)) !== null;
      if (changed.length > 0) await resetPlaybooks(database, binId, changed);
      return isThere;
    },

    renewHandshakeSecrets: () =>
      renewHandshakeSecrets(database, turns, cipher, { readSettings, replaceSettings }),

    advancePlaybook,
    readPlaybook: (turn) => readCount(database, turn),
    resetPlaybooks: (binId) => resetPlaybooks(database, binId),
  };
}
