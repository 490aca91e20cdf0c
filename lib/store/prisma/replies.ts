import { server } from '#lib/model/asker.ts';
import { changedPlaybooks } from '#lib/reply/changed-playbooks.ts';
import type { PlaybookCounter, ReplyStore } from '../contracts/replies.ts';
import type { Turns } from '../turns.ts';
import type { BinFinder } from './bin-finder.ts';
import type { PrismaDatabase } from './database.ts';
import { readCount, resetPlaybooks } from './playbooks.ts';
import { settingsIn } from './read-settings.ts';

/** What each database provides itself. Settings may have megabytes, which Prisma's client would copy several times. */
export type ReplyParts = {
  /** The JSON of a bin's reply settings; null when it has none. */
  readonly readSettings: (binId: number) => string | null | Promise<string | null>;
  /** Writes them; null removes them. */
  readonly writeSettings: (binId: number, text: string | null) => Promise<unknown>;
  readonly advancePlaybook: (turn: PlaybookCounter) => Promise<number>;
};

export function replyStore(
  database: PrismaDatabase,
  finder: BinFinder,
  turns: Turns,
  { readSettings, writeSettings, advancePlaybook }: ReplyParts,
): ReplyStore {
  const reply = async (binId: number) => settingsIn(await readSettings(binId));
  return {
    readReplySettings: reply,

    async writeReplySettings(binId, settings) {
      const before = await reply(binId);
      await turns.take(server);
      const changed = changedPlaybooks(before, settings);
      if ((await database.client.bin.count({ where: { id: binId } })) === 0) return false;
      const text = settings && JSON.stringify(settings);
      await turns.take(server);
      await writeSettings(binId, text);
      await turns.take(server);
      const isThere = (await finder.reread(binId)) !== null;
      if (changed.length > 0) await resetPlaybooks(database, binId, changed);
      return isThere;
    },

    advancePlaybook,
    readPlaybook: (turn) => readCount(database, turn),
    resetPlaybooks: (binId) => resetPlaybooks(database, binId),
  };
}
