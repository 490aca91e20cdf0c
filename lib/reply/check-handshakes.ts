import type { Handshake, WrittenSettings } from '#lib/model/reply-settings.ts';
import { handshakes as known } from '#lib/providers/handshake/known-handshakes.ts';
import type { SettingsError } from './settings-error.ts';

/** Finds handshakes that do not exist, or that lack the secret they need. */
export function findHandshakeErrors(
  handshakes: WrittenSettings['handshakes'] | Readonly<Record<string, Handshake>>,
): SettingsError[] {
  const faults: SettingsError[] = [];
  for (const [id, written] of Object.entries(handshakes)) {
    const { enabled, secret } = written;
    const handshake = known.find(({ provider }) => provider === id);
    if (!handshake) {
      const ids = known.map(({ provider }) => provider).toSorted();
      faults.push({
        path: ['handshakes', id],
        message: `there is no URL verification “${id}”. Use one of: ${ids.join(', ')}`,
      });
    } else if (enabled && handshake.secret?.needed && !secret && !('encrypted' in written)) {
      const { name } = handshake.secret;
      const message = `the ${name.toLowerCase()} is missing. URL verification needs it`;
      faults.push({ path: ['handshakes', id, 'secret'], message });
    }
  }
  return faults;
}
