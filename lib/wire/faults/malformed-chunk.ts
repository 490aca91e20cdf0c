import { headBytes } from '../reply-head.ts';
import type { FaultTwin } from './fault.ts';

const latin1 = (text: string) => Buffer.from(text, 'latin1');

/**
 * Half of the body in a chunk (RFC 9112 §7.1), then one whose size is no number: curl says 56. Only HTTP/1.1 has chunks;
 * elsewhere the body breaks off half way.
 */
export const malformedChunk: FaultTwin<'malformed-chunk'> = {
  kind: 'malformed-chunk',
  needs: ['raw', 'chunks'],
  instead: { kind: 'cut-body' },
  fits: (reply, _fault, channel) => channel.takesBody(reply),
  async perform({ byHand }, reply) {
    if (!byHand) return;
    const half = reply.body.subarray(0, reply.body.length / 2);
    const rest = reply.body.subarray(half.length);
    await byHand.raw(headBytes(reply, 'chunked'));
    if (half.length > 0) {
      await byHand.raw(latin1(`${half.length.toString(16)}\r\n`));
      await byHand.body(half);
      await byHand.raw(latin1('\r\n'));
    }
    await byHand.raw(latin1('no size\r\n'));
    await byHand.body(rest);
    await byHand.cut();
  },
};
