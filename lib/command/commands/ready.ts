import { setTimeout as pause } from 'node:timers/promises';
import { createClient } from '#lib/client/client.ts';
import { WirebinError } from '#lib/client/wirebin-error.ts';
import { durationOf } from '../arguments.ts';
import type { CommandModule } from '../command.ts';
import { serverUrl } from '../context.ts';

/** How long one try may take, and the pause before the next one, milliseconds. */
const tryMs = 5000;
const pauseMs = 200;

export const ready: CommandModule = {
  summary: 'Exit with 0 once the server responds',
  examples: [['wirebin ready --wait 30s', 'wait until it does, at most 30 seconds']],
  define(command, context) {
    command
      .option('--url <url>', 'the server (default: WIREBIN_URL, else http://localhost:3000)')
      .option('--wait <duration>', 'how long to wait (default: not at all)', durationOf)
      .action(async ({ url, wait = 0 }: { url?: string; wait?: number }) => {
        const client = createClient({ url: serverUrl({ url }, context.environment) });
        const deadline = Date.now() + wait;
        for (;;) {
          const signal = AbortSignal.any([context.signal, AbortSignal.timeout(tryMs)]);
          try {
            await client.samples({ signal });
            return context.output.note(`${client.url} is ready.`);
          } catch (error) {
            context.signal.throwIfAborted();
            const left = deadline - Date.now();
            if (left <= 0) throw asUnreachable(error, client.url);
            await pause(Math.min(pauseMs, left), undefined, { signal: context.signal });
          }
        }
      });
  },
};

function asUnreachable(error: unknown, url: string): unknown {
  if (error instanceof WirebinError) return error;
  return new WirebinError({
    code: 'unreachable',
    status: 0,
    title: `The server at ${url} did not respond within ${tryMs / 1000} s.`,
    hint: 'Check that it is running.',
  });
}
