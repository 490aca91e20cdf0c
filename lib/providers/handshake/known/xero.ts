import type { Handshake } from '../handshake.ts';
import { emptyResponse } from '../responses.ts';

export const xero: Handshake = {
  provider: 'xero',
  secret: { name: 'Webhook key', needed: true, help: 'From the Webhooks page of the app.' },
  guard: {
    checks: 'signature',
    method: 'POST',
    traits: [{ header: 'X-Xero-Signature' }],
    by: 'signature',
    refusal: 401,
  },
  ways: [
    {
      asks: 'intent to receive',
      gives: '200',
      method: 'POST',
      traits: [{ header: 'X-Xero-Signature' }, { json: 'entropy' }, { json: 'events.0', isMissing: true }],
      reply: emptyResponse,
    },
  ],
};
