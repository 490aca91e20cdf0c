import type { Handshake } from '../handshake.ts';
import { tokenAsText } from '../responses.ts';

export const dropbox: Handshake = {
  provider: 'dropbox',
  ways: [
    {
      asks: 'verification request',
      gives: 'the challenge',
      method: 'GET',
      traits: [],
      token: { query: 'challenge' },
      reply: tokenAsText,
    },
  ],
};
