import type { Way } from './handshake.ts';
import { emptyResponse } from './responses.ts';

/** The check whether a URL can be reached: any HEAD request. */
export const headCheck: Way = {
  asks: 'URL check',
  gives: '200',
  method: 'HEAD',
  traits: [],
  reply: emptyResponse,
};

/** The warning about it. */
export const everyHeadGets200 = 'Every HEAD request gets 200, regardless of the rules.';
