import type { Handshake } from '../handshake.ts';
import { token } from '../responses.ts';

export const eventGrid: Handshake = {
  provider: 'event-grid',
  ways: [
    {
      asks: 'subscription validation',
      gives: 'the validation code',
      method: 'POST',
      traits: [{ header: 'Aeg-Event-Type', is: 'SubscriptionValidation' }],
      token: { json: '0.data.validationCode' },
      reply: { status: 200, body: { json: { validationResponse: token } } },
    },
  ],
};
