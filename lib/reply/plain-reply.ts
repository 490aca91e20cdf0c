import { anyOrigin } from './own.ts';
import { plainAnswer } from './plain.ts';
import type { Reply } from './reply.ts';

/** What a bin answers of which nothing is set: `plainAnswer`, made once. */
export const plainReply: Reply = {
  status: plainAnswer.status,
  headers: [anyOrigin, ...plainAnswer.headers],
  body: new TextEncoder().encode('text' in plainAnswer.body ? plainAnswer.body.text : ''),
};
