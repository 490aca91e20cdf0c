import { rm } from 'node:fs/promises';
import { afterAll, beforeAll } from 'vitest';
import { buildAskedServer } from './build-asked-server.mjs';
import type { AskedReply } from './choose-as-asked.ts';

/** What Node runs for a server that answers as each request asks. Ask for it in a test, or in a hook that comes later. */
export function askedServer(): () => string[] {
  let file = '';
  beforeAll(async () => {
    file = await buildAskedServer();
  });
  afterAll(() => rm(file, { force: true }));
  return () => [file];
}

/** The header line by which a request asks for a reply. */
export const asks = (reply: AskedReply) => `X-Reply: ${JSON.stringify(reply)}`;
