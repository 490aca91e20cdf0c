import type { FaultTwin } from './fault.ts';

/** The connection is closed after the head and half of the body: curl exits with 18. Over HTTP/2: RST_STREAM with INTERNAL_ERROR after half of the DATA. */
export const cutBody: FaultTwin<'cut-body'> = {
  kind: 'cut-body',
  needs: [],
  fits: (reply, _fault, channel) => channel.allowsBody(reply) && reply.body.length > 0,
  async perform(channel, reply) {
    channel.sendHead(reply, reply.body.length);
    await channel.sendBody(reply.body.subarray(0, reply.body.length / 2));
    await channel.cut();
  },
};
