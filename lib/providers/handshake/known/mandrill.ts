import type { Handshake } from '../handshake.ts';
import { emptyResponse } from '../responses.ts';
import { everyHeadGets200, headCheck } from '../url-check.ts';

export const mandrill: Handshake = {
  provider: 'mandrill',
  ways: [
    {
      asks: 'test',
      gives: '200',
      method: 'POST',
      traits: [{ form: 'mandrill_events', is: '[]' }],
      reply: emptyResponse,
    },
    headCheck,
  ],
  warning: everyHeadGets200,
};
