import type { WrittenSettings } from '../model/reply-settings.ts';
import { handshakes as known } from '../providers/handshake/handshakes.ts';
import type { ReplyFault } from './check.ts';

/** What is wrong with handshakes: one that nobody knows, or that lacks its secret, would never be answered. */
export function handshakeFaults(handshakes: WrittenSettings['handshakes']): ReplyFault[] {
  const faults: ReplyFault[] = [];
  for (const [id, { enabled, secret }] of Object.entries(handshakes)) {
    const handshake = known.find(({ provider }) => provider === id);
    if (!handshake) {
      const ids = known.map(({ provider }) => provider).toSorted();
      faults.push({ path: ['handshakes', id], message: `no such handshake; there are ${ids.join(', ')}` });
    } else if (enabled && handshake.secret?.needed && !secret) {
      const { name } = handshake.secret;
      const message = `must be the ${name.toLowerCase()}, which it is answered with`;
      faults.push({ path: ['handshakes', id, 'secret'], message });
    }
  }
  return faults;
}
