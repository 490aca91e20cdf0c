import { longestFaultMs } from '#lib/reply/response.ts';
import type { FaultTwin } from './fault.ts';

/**
 * `Content-Length` does not match the body. If it is larger, the sender waits for the rest: curl exits with 18 once the connection
 * is closed, with 28 if it times out before. If it is smaller, the sender has bytes left that belong to no response.
 */
export const wrongLength: FaultTwin<'wrong-length'> = {
  kind: 'wrong-length',
  needs: ['length'],
  instead: { kind: 'cut-body' },
  fits: (reply, { by }, channel) =>
    channel.allowsBody(reply) && Math.max(0, reply.body.length + by) !== reply.body.length,
  async perform(channel, reply, { by, ms = 0 }, waits) {
    channel.sendHead(reply, Math.max(0, reply.body.length + by));
    await channel.sendBody(reply.body);
    await waits.pause(Math.min(ms, longestFaultMs), channel.sender);
    await channel.endMismatched();
  },
};
