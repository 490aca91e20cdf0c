import type { FaultTwin } from './fault.ts';

/** Head and half of the body, then closed: curl says 18. Over HTTP/2: RST_STREAM with INTERNAL_ERROR after half of the DATA. */
export const cutBody: FaultTwin<'cut-body'> = {
  kind: 'cut-body',
  needs: [],
  fits: (reply, _fault, channel) => channel.takesBody(reply) && reply.body.length > 0,
  async perform(channel, reply) {
    channel.head(reply, reply.body.length);
    await channel.body(reply.body.subarray(0, reply.body.length / 2));
    await channel.cut();
  },
};
