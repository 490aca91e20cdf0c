// npm start: builds what is missing or stale, then runs the server in this very process, so that signals reach it.
import { once } from 'node:events';
import { createServer } from 'node:net';
import { buildIfStale, buildServerIfMissing, root } from './build.mjs';
import { readEnvFile } from './env-file.mjs';

process.chdir(root);
process.env.NODE_ENV = 'production';
process.env.NEXT_TELEMETRY_DISABLED = '1';
readEnvFile();
// To show its settings, the server needs no pages.
const isQuestion = process.argv.some((word) => ['--help', '-h', '--version'].includes(word));
if (isQuestion) await buildServerIfMissing();
else await buildIfStale((words) => process.stdout.write(`${words}\n`), isPortFree);
await import('../../dist/server.mjs');

/** Whether the server's port is free. Other problems with the port are reported by the server itself. */
async function isPortFree() {
  const probe = createServer();
  try {
    probe.listen({ port: Number(process.env.PORT || 3000), host: process.env.HOST });
    await once(probe, 'listening');
    return true;
  } catch ({ code }) {
    return code !== 'EADDRINUSE';
  } finally {
    probe.close();
  }
}
