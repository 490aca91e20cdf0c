import type { Handshake } from '../handshake.ts';
import { emptyResponse, tokenAsText } from '../responses.ts';

export const slack: Handshake = {
  provider: 'slack',
  ways: [
    {
      asks: 'URL verification',
      gives: 'the challenge',
      method: 'POST',
      traits: [{ json: 'type', is: 'url_verification' }],
      token: { json: 'challenge' },
      reply: tokenAsText,
    },
    {
      asks: 'SSL check',
      gives: '200',
      method: 'POST',
      traits: [{ form: 'ssl_check', is: '1' }],
      isUnsigned: true,
      reply: emptyResponse,
    },
  ],
};
