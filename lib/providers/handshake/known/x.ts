import type { Handshake } from '../handshake.ts';
import { mac } from '../responses.ts';

export const x: Handshake = {
  provider: 'x',
  secret: { name: 'Consumer secret', needed: true, help: 'The API secret key of the app.' },
  ways: [
    {
      asks: 'challenge-response check',
      gives: 'the response token',
      method: 'GET',
      traits: [],
      token: { query: 'crc_token' },
      reply: { status: 200, body: { json: { response_token: mac('base64', 'sha256=') } } },
    },
  ],
};
