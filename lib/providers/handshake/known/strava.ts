import type { Handshake } from '../handshake.ts';
import { hubToken, hubWithoutTopic, verifyToken } from '../hub-challenge.ts';
import { token } from '../responses.ts';

export const strava: Handshake = {
  provider: 'strava',
  ...verifyToken,
  ways: [
    {
      asks: 'callback validation',
      gives: 'the challenge',
      method: 'GET',
      traits: hubWithoutTopic,
      token: hubToken,
      reply: { status: 200, body: { json: { 'hub.challenge': token } } },
    },
  ],
};
