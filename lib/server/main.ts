import { setFlagsFromString } from 'node:v8';
import { helpText } from '#lib/config/help-text.ts';
import { misspelledSettings } from '#lib/config/misspelled-settings.ts';
import { readConfig } from '#lib/config/read-config.ts';
import { version } from '../../package.json';
import { openApp } from './app.ts';
import { openLog } from './log.ts';
import { openMetrics } from './metrics.ts';
import { openServer } from './open-server.ts';
import { publishServices } from './services.ts';

/** Runs the server as this process: settings from the environment, signals, and the end. */
async function run(): Promise<void> {
  const words = requestedText(process.argv.slice(2));
  if (words !== null) {
    process.stdout.write(words);
    return;
  }
  // Prisma's query compiler is WebAssembly. V8's optimizing compiler takes 70 MB for it with no measurable gain: captures do
  // not use it, and other queries are compiled once.
  setFlagsFromString('--liftoff-only');
  const root = process.cwd();
  const config = readConfig(process.env);
  const log = openLog(config.logLevel);
  for (const { name, meant } of misspelledSettings(process.env))
    log.warn(`The setting ${name} does not exist. Did you mean ${meant}?`);

  const app = openApp({ dev: process.env.NODE_ENV === 'development', root });
  const metrics = openMetrics();
  const server = await openServer({ config, root, log, metrics, app, publish: publishServices });
  // Without a bins file, SIGHUP keeps its default action and ends the process.
  if (config.binsFile !== undefined) process.on('SIGHUP', server.readBinsAgain);

  let isStopping = false;
  async function stop(exitCode: number): Promise<void> {
    if (isStopping) return;
    isStopping = true;
    await server.close();
    process.exit(exitCode);
  }
  app.ready.then(
    () => log.info('The pages are ready.'),
    (error) => {
      server.reportError(error);
      void stop(1);
    },
  );
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      log.info({ signal }, 'The server is stopping.');
      stop(0).catch((error) => {
        server.reportError(error);
        process.exit(1);
      });
    });
  }
  // Whoever reads this line may send a signal at once: before its handler is there, it would end the process.
  process.stdout.write(`Wirebin is listening on ${config.publicUrl ?? server.origin}\n`);
}

/** What the command line asks for instead of a server; null for nothing. */
function requestedText(words: readonly string[]): string | null {
  if (words.includes('--help') || words.includes('-h')) return helpText();
  return words.includes('--version') ? `${version}\n` : null;
}

run().catch((error) => {
  const { code, message } = error as { code?: string; message: string };
  const words =
    code === 'EADDRINUSE'
      ? 'The port is in use. Choose another one, for example with PORT=4000 npm start.'
      : message;
  process.stderr.write(`Wirebin cannot start. ${words}\n`);
  process.exit(1);
});
