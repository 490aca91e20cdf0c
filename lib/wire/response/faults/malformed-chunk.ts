import { headBytes } from '../response-head.ts';
import type { FaultTwin } from './fault.ts';

const latin1 = (text: string) => Buffer.from(text, 'latin1');

/**
 * Half of the body in a chunk (RFC 9112 §7.1), then a chunk of invalid size: curl exits with 56. Only HTTP/1.1 has chunks;
 * elsewhere the body is truncated.
 */
export const malformedChunk: FaultTwin<'malformed-chunk'> = {
  kind: 'malformed-chunk',
  needs: ['raw', 'chunks'],
  instead: { kind: 'cut-body' },
  fits: (reply, _fault, channel) => channel.allowsBody(reply),
  async perform({ rawChannel }, reply) {
    if (!rawChannel) return;
    const half = reply.body.subarray(0, reply.body.length / 2);
    const rest = reply.body.subarray(half.length);
    await rawChannel.sendRaw(headBytes(reply, 'chunked'));
    if (half.length > 0) {
      await rawChannel.sendRaw(latin1(`${half.length.toString(16)}\r\n`));
      await rawChannel.sendBody(half);
      await rawChannel.sendRaw(latin1('\r\n'));
    }
    await rawChannel.sendRaw(latin1('no size\r\n'));
    await rawChannel.sendBody(rest);
    await rawChannel.cut();
  },
};
