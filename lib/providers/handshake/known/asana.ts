import type { Handshake } from '../handshake.ts';
import { token } from '../responses.ts';

export const asana: Handshake = {
  provider: 'asana',
  ways: [
    {
      asks: 'handshake',
      gives: 'the X-Hook-Secret header',
      method: 'POST',
      traits: [],
      token: { header: 'X-Hook-Secret' },
      isUnsigned: true,
      reply: { status: 200, headers: [['X-Hook-Secret', token]] },
    },
  ],
};
