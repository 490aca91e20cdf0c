import { headBytes } from '../reply-head.ts';
import type { FaultTwin } from './fault.ts';
import { trickle, trickleMs } from './trickle.ts';

/**
 * The head trickles, and the body follows. Over HTTP/2, and through Next, a head comes in one piece: there it comes as late as the
 * end of the trickle would.
 */
export const slowHeaders: FaultTwin<'slow-headers'> = {
  kind: 'slow-headers',
  needs: [],
  async perform(channel, reply, { bytesPerSecond }, waits) {
    const { sender } = channel;
    const bodiless = reply.status === 204 || reply.status === 304;
    const head = headBytes(reply, bodiless ? null : reply.body.length);
    if (!channel.can.has('raw')) {
      await waits.pause(trickleMs(head.length, bytesPerSecond), sender);
      return channel.whole(reply);
    }
    const { byHand } = channel;
    if (!byHand) return;
    await trickle(head, bytesPerSecond, { sender, waits }, (piece) => byHand.raw(piece));
    if (channel.takesBody(reply)) await byHand.body(reply.body);
    await byHand.close();
  },
};
