import type { Handshake, ReplySettings } from '#lib/model/reply-settings.ts';
import type { SecretCipher } from './secret-cipher.ts';

/**
 * The secrets for URL verification in the reply settings of a bin: encrypted in the database, decrypted in memory. Without a
 * cipher they are stored as they are, so that URL verification works on servers without `SECRET_KEY`.
 */
export function encryptHandshakes(
  settings: ReplySettings,
  cipher: SecretCipher | null,
  binId: number,
): ReplySettings {
  if (!cipher) return settings;
  return withHandshakes(settings, (handshake, provider) => {
    const { enabled, secret } = handshake;
    if (secret === null) return handshake;
    const encrypted = cipher.encrypt(secret, contextOf(binId, provider));
    return { enabled, secret: null, encrypted: Buffer.from(encrypted).toString('base64') };
  });
}

/** Stored reply settings with the secrets that can be decrypted. The others stay as they are, so that nothing is lost. */
export function decryptHandshakes(
  stored: ReplySettings,
  cipher: SecretCipher | null,
  binId: number,
): ReplySettings {
  if (Object.values(stored.handshakes).every(({ encrypted }) => encrypted === undefined)) return stored;
  return withHandshakes(stored, (handshake, provider) => {
    const { enabled, encrypted } = handshake;
    if (encrypted === undefined) return handshake;
    const secret = cipher?.decrypt(Buffer.from(encrypted, 'base64'), contextOf(binId, provider)) ?? null;
    return secret === null ? handshake : { enabled, secret };
  });
}

/** Whether a secret in stored settings is not encrypted, or was encrypted with another key than the current one. */
export function needRenewal({ handshakes }: ReplySettings, cipher: SecretCipher): boolean {
  return Object.values(handshakes).some(
    ({ secret, encrypted }) =>
      secret !== null || (encrypted !== undefined && !cipher.isCurrent(Buffer.from(encrypted, 'base64'))),
  );
}

/** The bin and the provider that a secret belongs to: it can be decrypted only there. */
function contextOf(binId: number, provider: string): string {
  return `secret for URL verification by ${provider} in bin ${binId}`;
}

function withHandshakes(
  settings: ReplySettings,
  change: (handshake: Handshake, provider: string) => Handshake,
): ReplySettings {
  const entries = Object.entries(settings.handshakes);
  return {
    ...settings,
    handshakes: Object.fromEntries(
      entries.map(([provider, handshake]) => [provider, change(handshake, provider)]),
    ),
  };
}
