import type { Handshake } from '../handshake.ts';
import { token } from '../responses.ts';

export const cloudevents: Handshake = {
  provider: 'cloudevents',
  ways: [
    {
      // CloudEvents HTTP 1.1 Web Hooks §4; Event Grid does this for events in the CloudEvents schema.
      asks: 'validation request',
      gives: 'the WebHook-Allowed-Origin header',
      method: 'OPTIONS',
      traits: [],
      token: { header: 'WebHook-Request-Origin' },
      reply: {
        status: 200,
        headers: [
          ['WebHook-Allowed-Origin', token],
          ['WebHook-Allowed-Rate', '*'],
          ['Allow', 'POST'],
        ],
      },
    },
  ],
};
