import type { Handshake } from '../handshake.ts';
import { everyHeadGets200, headCheck } from '../url-check.ts';

export const trello: Handshake = { provider: 'trello', ways: [headCheck], warning: everyHeadGets200 };
