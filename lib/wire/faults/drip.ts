import type { FaultTwin } from './fault.ts';
import { trickle } from './trickle.ts';

/** The body trickles: whole in the end, for senders that wait so long. */
export const drip: FaultTwin<'drip'> = {
  kind: 'drip',
  needs: [],
  fits: (reply, _fault, channel) => channel.takesBody(reply) && reply.body.length > 0,
  async perform(channel, reply, { bytesPerSecond }, waits) {
    channel.head(reply, reply.body.length);
    const pace = { sender: channel.sender, waits };
    await trickle(reply.body, bytesPerSecond, pace, (piece) => channel.body(piece));
    await channel.end();
  },
};
