import type { Handshake } from '../handshake.ts';
import { tokenAsText } from '../responses.ts';

export const graph: Handshake = {
  provider: 'graph',
  ways: [
    {
      asks: 'endpoint validation',
      gives: 'the validation token',
      method: 'POST',
      traits: [],
      token: { query: 'validationToken' },
      isUnsigned: true,
      reply: tokenAsText,
    },
  ],
};
