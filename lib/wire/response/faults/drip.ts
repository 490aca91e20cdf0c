import type { FaultTwin } from './fault.ts';
import { trickle } from './trickle.ts';

/** The body is sent slowly, and completely if the sender waits. */
export const drip: FaultTwin<'drip'> = {
  kind: 'drip',
  needs: [],
  fits: (reply, _fault, channel) => channel.allowsBody(reply) && reply.body.length > 0,
  async perform(channel, reply, { bytesPerSecond }, waits) {
    channel.sendHead(reply, reply.body.length);
    const pace = { sender: channel.sender, waits };
    await trickle(reply.body, bytesPerSecond, pace, (piece) => channel.sendBody(piece));
    await channel.end();
  },
};
