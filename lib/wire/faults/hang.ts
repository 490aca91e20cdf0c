import { longestFaultMs } from '../../reply/reply.ts';
import type { FaultTwin } from './fault.ts';

/** Nothing comes, and after a while the connection is closed: curl says 28 when it has a `--max-time`, else 52. */
export const hang: FaultTwin<'hang'> = {
  kind: 'hang',
  needs: [],
  async perform(channel, _reply, { ms }, waits) {
    await waits.pause(Math.min(ms, longestFaultMs), channel.sender);
    await channel.close();
  },
};
