import type { Handshake } from '../handshake.ts';
import { hubToken, hubWithoutTopic, verifyToken } from '../hub-challenge.ts';
import { tokenAsText } from '../responses.ts';

export const meta: Handshake = {
  provider: 'meta',
  ...verifyToken,
  ways: [
    {
      asks: 'verification request',
      gives: 'the challenge',
      method: 'GET',
      traits: hubWithoutTopic,
      token: hubToken,
      reply: tokenAsText,
    },
  ],
};
