import type { FaultTwin } from './fault.ts';

/** The connection is reset without a response: curl exits with 56, Node ECONNRESET. Over HTTP/2: RST_STREAM with INTERNAL_ERROR. */
export const reset: FaultTwin<'reset'> = {
  kind: 'reset',
  needs: ['reset'],
  instead: { kind: 'close' },
  perform: (channel) => channel.reset(),
};
