import type { Handshake } from '../handshake.ts';
import { hubToken } from '../hub-challenge.ts';
import { tokenAsText } from '../responses.ts';

export const websub: Handshake = {
  provider: 'websub',
  ways: ['subscribe', 'unsubscribe'].map((mode) => ({
    asks: mode === 'subscribe' ? 'verification of intent' : 'verification of intent to unsubscribe',
    gives: 'the challenge',
    method: 'GET',
    traits: [{ query: 'hub.mode', is: mode }, { query: 'hub.topic' }],
    token: hubToken,
    reply: tokenAsText,
  })),
};
