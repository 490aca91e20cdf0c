import type { Handshake } from '../handshake.ts';

export const discord: Handshake = {
  provider: 'discord',
  secret: { name: 'Public key', needed: true, help: 'The public key of the application, in hexadecimal.' },
  guard: {
    checks: 'signature',
    method: 'POST',
    traits: [{ header: 'X-Signature-Ed25519' }],
    by: 'signature',
    refusal: 401,
  },
  ways: [
    {
      asks: 'PING',
      gives: 'PONG',
      method: 'POST',
      traits: [
        { header: 'X-Signature-Ed25519' },
        { json: 'type', is: '1' },
        { json: 'event', isMissing: true },
      ],
      reply: { status: 200, body: { json: { type: 1 } } },
    },
    {
      asks: 'webhook event PING',
      gives: '204',
      method: 'POST',
      traits: [{ header: 'X-Signature-Ed25519' }, { json: 'type', is: '0' }],
      reply: { status: 204, headers: [['Content-Type', 'application/json']] },
    },
  ],
};
