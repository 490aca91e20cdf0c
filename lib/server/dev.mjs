// npm run dev: the same doors with hot reload. Pages reload through Next; a change in the server restarts it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { context } from 'esbuild';
import { generateClient, root, serverBundle } from './build.mjs';

await generateClient();
const outdir = 'node_modules/.cache/wirebin-dev';
let server = null;
let stopping = false;

async function stopServer() {
  if (!server || server.exitCode !== null) return;
  server.kill('SIGTERM');
  await once(server, 'exit');
}

async function restart() {
  await stopServer();
  if (stopping) return;
  server = spawn(process.execPath, ['--enable-source-maps', path.join(root, outdir, 'server.mjs')], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'development', NEXT_TELEMETRY_DISABLED: '1' },
  });
}

const restartPlugin = {
  name: 'restart',
  setup: (build) => build.onEnd(({ errors }) => (errors.length === 0 ? restart() : undefined)),
};
const watching = await context({ ...serverBundle(outdir), plugins: [restartPlugin] });
await watching.watch();

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, async () => {
    stopping = true;
    await watching.dispose();
    await stopServer();
    process.exit(0);
  });
}
