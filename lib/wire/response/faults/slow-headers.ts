import { headBytes } from '../response-head.ts';
import type { FaultTwin } from './fault.ts';
import { trickle, trickleMs } from './trickle.ts';

/**
 * The head is sent slowly, then the body. Over HTTP/2 and through Next a head is sent in one piece, so there it is delayed by the
 * time that slow headers would take.
 */
export const slowHeaders: FaultTwin<'slow-headers'> = {
  kind: 'slow-headers',
  needs: [],
  async perform(channel, reply, { bytesPerSecond }, waits) {
    const { sender } = channel;
    const bodiless = reply.status === 204 || reply.status === 304;
    const head = headBytes(reply, bodiless ? null : reply.body.length);
    if (!channel.capabilities.has('raw')) {
      await waits.pause(trickleMs(head.length, bytesPerSecond), sender);
      return channel.send(reply);
    }
    const { rawChannel } = channel;
    if (!rawChannel) return;
    await trickle(head, bytesPerSecond, { sender, waits }, (piece) => rawChannel.sendRaw(piece));
    if (channel.allowsBody(reply)) await rawChannel.sendBody(reply.body);
    await rawChannel.close();
  },
};
