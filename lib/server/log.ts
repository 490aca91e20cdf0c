import { destination, type Logger, pino } from 'pino';
import type { Config } from '#lib/config/read-config.ts';

export type { Logger };

/** How many bytes of log lines may wait while standard error is blocked; later lines are dropped. */
const mostWaiting = 2 ** 20;

/** Opens the server's log: JSON lines on standard error. It never contains a key, a payload or a request target. */
export function openLog(level: Config['logLevel']): Logger {
  const standardError = destination({ fd: 2, sync: true, maxLength: mostWaiting });
  // Standard error may be a file on a full disk. A failure to log must not end the server.
  standardError.on('error', () => {});
  return pino({ level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime }, standardError);
}
