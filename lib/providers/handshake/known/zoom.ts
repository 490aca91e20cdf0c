import type { Handshake } from '../handshake.ts';
import { mac, token } from '../responses.ts';

export const zoom: Handshake = {
  provider: 'zoom',
  secret: { name: 'Secret token', needed: true, help: 'From the Features page of the app.' },
  ways: [
    {
      asks: 'URL validation',
      gives: 'the encrypted token',
      method: 'POST',
      traits: [{ json: 'event', is: 'endpoint.url_validation' }],
      token: { json: 'payload.plainToken' },
      reply: { status: 200, body: { json: { plainToken: token, encryptedToken: mac('hex') } } },
    },
  ],
};
