import { rm } from 'node:fs/promises';
import { beforeAll } from 'vitest';
import { buildAskedServer } from './build-asked-server.mjs';
import type { AskedReply } from './choose-as-asked.ts';
import { oncePerWorker } from './worker.ts';

/**
 * The Node arguments for a server where each request chooses its response. Call the returned function in a test, or in a
 * later hook.
 */
export function askedServer(): () => string[] {
  let file = '';
  beforeAll(async () => {
    file = await oncePerWorker('asked server', buildAskedServer, {
      isUsable: () => true,
      end: (built) => rm(built, { force: true }),
    });
  });
  return () => [file];
}

/** The header line with which a request asks for a response. */
export const asks = (reply: AskedReply) => `X-Reply: ${JSON.stringify(reply)}`;
