import type { Handshake } from '../handshake.ts';
import { emptyResponse } from '../responses.ts';
import { everyHeadGets200, headCheck } from '../url-check.ts';

export const intercom: Handshake = {
  provider: 'intercom',
  ways: [
    {
      asks: 'ping',
      gives: '200',
      method: 'POST',
      traits: [
        { json: 'type', is: 'notification_event' },
        { json: 'topic', is: 'ping' },
      ],
      reply: emptyResponse,
    },
    headCheck,
  ],
  warning: everyHeadGets200,
};
