import { destination, type Logger, pino } from 'pino';
import type { Config } from '../config.ts';

/** Bytes of lines that wait while standard error takes none; later ones are dropped. */
const mostWaiting = 2 ** 20;

/** What the server says of itself, as JSON lines on standard error. Never a key, a payload or a target. */
export function openLog(level: Config['logLevel']): Logger {
  const standardError = destination({ fd: 2, sync: true, maxLength: mostWaiting });
  // It may be a file on a full disk. A log that cannot be written must not end what it is about.
  standardError.on('error', () => {});
  return pino({ level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime }, standardError);
}
