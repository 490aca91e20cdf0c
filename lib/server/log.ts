import { destination, type Logger, pino } from 'pino';
import type { Config } from '../config.ts';

/** What the server says of itself, as JSON lines on standard error. Never a key, a payload or a target. */
export function openLog(level: Config['logLevel']): Logger {
  return pino(
    { level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime },
    destination({ fd: 2, sync: true }),
  );
}
