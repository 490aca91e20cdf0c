import { longestFaultMs } from '#lib/reply/response.ts';
import type { FaultTwin } from './fault.ts';

/** Nothing is sent, and after a while the connection is closed: curl exits with 28 if it has a `--max-time`, else with 52. */
export const hang: FaultTwin<'hang'> = {
  kind: 'hang',
  needs: [],
  async perform(channel, _reply, { ms }, waits) {
    await waits.pause(Math.min(ms, longestFaultMs), channel.sender);
    await channel.close();
  },
};
