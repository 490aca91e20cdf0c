import { decryptHandshakes } from '#lib/access/secrets/handshake-secrets.ts';
import type { SecretCipher } from '#lib/access/secrets/secret-cipher.ts';
import type { ReplySettings } from '#lib/model/reply-settings.ts';

/** The text that settings were read from, so that the same text gives the same object: rules and templates are parsed once. */
const writtenAs = new WeakMap<ReplySettings, string>();

/** The bin that settings belong to, and what decrypts their secrets. */
type Origin = { readonly binId: number; readonly cipher: SecretCipher | null };

/** Reply settings read from their JSON. `before` itself when they are what it was read from. */
export function settingsIn(
  text: string | null,
  { binId, cipher }: Origin,
  before: ReplySettings | null = null,
): ReplySettings | null {
  if (text === null) return null;
  if (before && writtenAs.get(before) === text) return before;
  const settings = decryptHandshakes(JSON.parse(text) as ReplySettings, cipher, binId);
  writtenAs.set(settings, text);
  return settings;
}
