import type { Handshake } from '../handshake.ts';
import { tokenAsText } from '../responses.ts';

export const twitch: Handshake = {
  provider: 'twitch',
  ways: [
    {
      asks: 'callback verification',
      gives: 'the challenge',
      method: 'POST',
      traits: [{ header: 'Twitch-Eventsub-Message-Type', is: 'webhook_callback_verification' }],
      token: { json: 'challenge' },
      reply: tokenAsText,
    },
  ],
};
