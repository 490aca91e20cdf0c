import { setTimeout as pause } from 'node:timers/promises';
import { type Client, createClient } from '#lib/client/client.ts';
import { WirebinError } from '#lib/client/wirebin-error.ts';
import { durationOf } from '../arguments.ts';
import type { CommandModule } from '../command.ts';
import { serverUrl } from '../context.ts';
import { CommandError, exitCodes } from '../exit-codes.ts';

/** How long one try may take, and the pause before the next one, milliseconds. */
const tryMs = 5000;
const pauseMs = 200;

export const ready: CommandModule = {
  summary: 'Exit with 0 once the server takes requests',
  examples: [['wirebin ready --wait 30s', 'wait until it does, at most 30 seconds']],
  define(command, context) {
    command
      .option('--url <url>', 'the server (default: WIREBIN_URL, else http://localhost:3000)')
      .option('--wait <duration>', 'how long to wait (default: not at all)', durationOf)
      .action(async ({ url, wait = 0 }: { url?: string; wait?: number }) => {
        const client = createClient({ url: serverUrl({ url }, context.environment) });
        const deadline = Date.now() + wait;
        for (;;) {
          const reason = await reasonNotReady(client, context.signal);
          if (reason === null) return context.output.note(`${client.url} is ready.`);
          const left = deadline - Date.now();
          if (left <= 0)
            throw new CommandError(exitCodes.server, reason, 'Wait until it is with --wait 30s.');
          await pause(Math.min(pauseMs, left), undefined, { signal: context.signal });
        }
      });
  },
};

/** Asks the server once. Resolves with null if it takes requests, else with a sentence that says why not. */
async function reasonNotReady({ url, readiness }: Client, signal: AbortSignal): Promise<string | null> {
  const timeout = AbortSignal.timeout(tryMs);
  try {
    const { status, detail } = await readiness({ signal: AbortSignal.any([signal, timeout]) });
    if (status === 'ready') return null;
    return `The server at ${url} is not ready. ${detail ?? reasons[status] ?? status}`;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof WirebinError) return error.message;
    if (timeout.aborted) return `The server at ${url} did not respond within ${tryMs / 1000} s.`;
    throw error;
  }
}

const reasons: Readonly<Record<string, string>> = {
  draining: 'It accepts no new requests, because it is being stopped or maintained.',
  'store-unavailable': 'Its database is not available.',
};
