import type { FaultTwin } from './fault.ts';

/**
 * The connection is closed normally, without a response: curl exits with 52. Over HTTP/2: GOAWAY for the connection, and RST_STREAM with
 * NO_ERROR for the stream.
 */
export const close: FaultTwin<'close'> = {
  kind: 'close',
  needs: ['close'],
  instead: { kind: 'cut-body' },
  perform: (channel) => channel.close(),
};
