import type { Handshake } from '../handshake.ts';
import { token } from '../responses.ts';

export const okta: Handshake = {
  provider: 'okta',
  ways: [
    {
      asks: 'one-time verification',
      gives: 'the challenge',
      method: 'GET',
      traits: [],
      token: { header: 'X-Okta-Verification-Challenge' },
      reply: { status: 200, body: { json: { verification: token } } },
    },
  ],
};
