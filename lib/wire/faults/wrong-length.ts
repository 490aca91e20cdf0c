import { longestFaultMs } from '../../reply/reply.ts';
import type { FaultTwin } from './fault.ts';

/**
 * `Content-Length` is not the body's. Says it more, the sender waits for the rest: curl says 18 once the connection is closed, 28
 * if it gives up before. Says it less, the sender has bytes left over that belong to no answer.
 */
export const wrongLength: FaultTwin<'wrong-length'> = {
  kind: 'wrong-length',
  needs: ['length'],
  instead: { kind: 'cut-body' },
  fits: (reply, { by }, channel) =>
    channel.takesBody(reply) && Math.max(0, reply.body.length + by) !== reply.body.length,
  async perform(channel, reply, { by, ms = 0 }, waits) {
    channel.head(reply, Math.max(0, reply.body.length + by));
    await channel.body(reply.body);
    await waits.pause(Math.min(ms, longestFaultMs), channel.sender);
    await channel.endWrong();
  },
};
