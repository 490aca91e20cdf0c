import { decryptHandshakes, encryptHandshakes, needRenewal } from '#lib/access/secrets/handshake-secrets.ts';
import type { SecretCipher } from '#lib/access/secrets/secret-cipher.ts';
import { server } from '#lib/model/asker.ts';
import type { ReplySettings } from '#lib/model/reply-settings.ts';
import type { ReplyStore } from '../contracts/replies.ts';
import type { Turns } from '../turns.ts';
import type { PrismaDatabase, PrismaTransaction } from './database.ts';

/** The JSON of reply settings. They may have megabytes, which Prisma's client would copy several times. */
export type SettingsTexts = {
  /** Null when the bin has no settings. */
  readonly readSettings: (binId: number) => string | null | Promise<string | null>;
  /** Null removes them. */
  readonly writeSettings: (binId: number, text: string | null) => Promise<unknown>;
  /** Replaces the settings of a bin if they are still `before`. Tells whether they were. */
  readonly replaceSettings: (binId: number, before: string, after: string) => Promise<boolean>;
};

/** Bins whose secrets are renewed at a time. */
const batch = 200;

// In a text within the settings, the quotes would be escaped.
const hasPlainSecret = { settings: { contains: '"secret":"' } };
const hasEncryptedSecret = { settings: { contains: '"encrypted":"' } };

/** Reply settings as JSON for the database, with their secrets encrypted for this bin. */
export function settingsText(settings: ReplySettings, cipher: SecretCipher | null, binId: number): string {
  return JSON.stringify(encryptHandshakes(settings, cipher, binId));
}

/** Adds the reply settings of a new bin. They may be megabytes, which Prisma's client would copy several times. */
export async function addReply(
  transaction: PrismaTransaction,
  settings: ReplySettings,
  cipher: SecretCipher | null,
  binId: number,
): Promise<void> {
  const text = settingsText(settings, cipher, binId);
  await transaction.$executeRaw`INSERT INTO "BinReply" ("binId", "settings") VALUES (${binId}, ${text})`;
}

/** Copies reply settings to a new bin. They may be megabytes: without secrets, they stay in the database. */
export async function copyReply(
  transaction: PrismaTransaction,
  from: number,
  to: number,
  cipher: SecretCipher | null,
): Promise<void> {
  const withSecrets = await transaction.binReply.findFirst({ where: { binId: from, ...hasEncryptedSecret } });
  if (withSecrets) {
    const settings = decryptHandshakes(JSON.parse(withSecrets.settings) as ReplySettings, cipher, from);
    await addReply(transaction, settings, cipher, to);
  } else {
    await transaction.$executeRaw`
      INSERT INTO "BinReply" ("binId", "settings")
      SELECT ${to}, "settings" FROM "BinReply" WHERE "binId" = ${from}`;
  }
}

/** See `ReplyStore.renewHandshakeSecrets`. */
export async function renewHandshakeSecrets(
  { client }: PrismaDatabase,
  turns: Turns,
  cipher: SecretCipher | null,
  { readSettings, replaceSettings }: Pick<SettingsTexts, 'readSettings' | 'replaceSettings'>,
): ReturnType<ReplyStore['renewHandshakeSecrets']> {
  const count = { renewed: 0, unreadable: 0 };
  if (!cipher) return count;
  for (let after = 0; ; ) {
    const bins = await client.binReply.findMany({
      where: { binId: { gt: after }, OR: [hasEncryptedSecret, hasPlainSecret] },
      orderBy: { binId: 'asc' },
      select: { binId: true },
      take: batch,
    });
    for (const { binId } of bins) {
      after = binId;
      await turns.take(server);
      const text = await readSettings(binId);
      if (text === null) continue;
      const stored = JSON.parse(text) as ReplySettings;
      if (!needRenewal(stored, cipher)) continue;
      const settings = decryptHandshakes(stored, cipher, binId);
      const handshakes = Object.values(settings.handshakes);
      const readable = handshakes.filter(({ secret }) => secret !== null).length;
      count.unreadable += handshakes.filter(({ encrypted }) => encrypted !== undefined).length;
      // If somebody has written the settings meanwhile, their secrets are encrypted already.
      if (readable > 0 && (await replaceSettings(binId, text, settingsText(settings, cipher, binId))))
        count.renewed += readable;
    }
    if (bins.length < batch) return count;
  }
}
