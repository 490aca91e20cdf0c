// npm run dev: the same doors with hot reload. Pages reload through Next; a change in the server restarts it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { context } from 'esbuild';
import { generateClient, root, serverBundle } from './build.mjs';
import { readEnvFile } from './env-file.mjs';

readEnvFile();

await generateClient();
const outdir = 'node_modules/.cache/wirebin-dev';
/** How long the server may take to stop, milliseconds; its pages may be in the middle of compiling. */
const patience = 3000;

let server = null;
let stopping = false;
/** Restarts run one after the other: a change during a restart causes another. */
let turn = Promise.resolve();

async function stopServer() {
  if (!server || server.exitCode !== null || server.signalCode !== null) return;
  const exited = once(server, 'exit');
  server.kill('SIGTERM');
  const timer = setTimeout(() => server.kill('SIGKILL'), patience);
  await exited;
  clearTimeout(timer);
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
  setup: (build) =>
    build.onEnd(({ errors }) => {
      if (errors.length === 0) turn = turn.then(restart);
    }),
};
const watching = await context({ ...serverBundle(outdir), plugins: [restartPlugin] });
await watching.watch();

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, async () => {
    stopping = true;
    turn = turn.then(stopServer);
    await turn;
    process.exit(0);
  });
}
