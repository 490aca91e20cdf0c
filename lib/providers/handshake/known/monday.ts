import type { Handshake } from '../handshake.ts';
import { token } from '../responses.ts';

export const monday: Handshake = {
  provider: 'monday',
  ways: [
    {
      asks: 'URL verification',
      gives: 'the challenge',
      method: 'POST',
      traits: [
        { json: 'type', isMissing: true },
        { json: 'event', isMissing: true },
      ],
      token: { json: 'challenge' },
      reply: { status: 200, body: { json: { challenge: token } } },
    },
  ],
};
