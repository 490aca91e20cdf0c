// The servers of a run: a bare node:http server, and Wirebin as it is built.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../../lib/server/build.mjs';
import { multiplyBin, multiplyCapture } from './fill-database.mjs';
import { runLoad } from './run-load.mjs';

/** The servers that run now. */
const running = new Set();

/** Stops all servers and removes their folders. */
export async function stopServers() {
  await Promise.all([...running].map((server) => server.stop('SIGKILL')));
}

/** Starts the bare node:http server that everything is measured beside. */
export async function startBare() {
  const program = await launch('test/bench/bare-http.mjs', {});
  const server = {
    url: program.origin,
    pid: () => program.child.pid,
    async stop() {
      running.delete(server);
      await end(program.child, 'SIGKILL');
    },
  };
  running.add(server);
  return server;
}

/** Starts Wirebin in a temporary folder, with default settings, and loads its pages. */
export async function startWirebin() {
  const folder = await mkdtemp(path.join(tmpdir(), 'wirebin-bench-'));
  const file = path.join(folder, 'wirebin.db');
  let program = null;
  const server = {
    pid: () => program.child.pid,
    /** A new bin. */
    async addBin(settings = {}) {
      const response = await fetch(`${program.origin}/api/v1/bins`, {
        method: 'POST',
        body: JSON.stringify(settings),
      });
      if (!response.ok) throw new Error(`No bin was created: ${await response.text()}`);
      return binOf(program.origin, await response.json());
    },
    /** A new bin with `count` captures of the last day, with bodies of so many bytes. The server restarts for it. */
    async addFullBin(count, settings = {}, bodyBytes = 1024) {
      const bin = await server.addBin(settings);
      await runLoad({ url: bin.url, mode: 'groups', connections: 1, requests: 1, bodyBytes });
      await whileStopped(() => multiplyCapture(file, bin.slug, count));
      return bin;
    },
    /** The URLs of `count` new bins. The server restarts for it. */
    async addBins(count) {
      const { slug, url } = await server.addBin();
      const others = await whileStopped(() => multiplyBin(file, slug, count));
      return [url, ...others.map((other) => url.replace(slug, other))];
    },
    async stop(signal = 'SIGTERM') {
      running.delete(server);
      if (program) await end(program.child, signal);
      await rm(folder, { recursive: true, force: true });
    },
  };
  running.add(server);
  await start('0');
  return server;

  /** Stops the server for a change of its database, and starts it again on the same port. */
  async function whileStopped(change) {
    const { port } = new URL(program.origin);
    await end(program.child, 'SIGTERM');
    const result = change();
    await start(port);
    return result;
  }

  async function start(port) {
    program = await launch('dist/server.mjs', { DATABASE_URL: `file:${file}`, PORT: port });
    const response = await fetch(program.origin);
    if (!response.ok) throw new Error(`The pages cannot be loaded: status ${response.status}`);
    await response.arrayBuffer();
  }
}

function binOf(origin, { slug, key, captureUrl }) {
  return {
    slug,
    key,
    origin,
    url: origin + new URL(captureUrl).pathname,
    /** Calls the API below this bin as its owner, and reads the response to the end. Returns its text. */
    async api(below, init = {}) {
      const response = await fetch(`${origin}/api/v1/bins/${slug}${below}`, {
        ...init,
        headers: { Authorization: `Bearer ${key}` },
      });
      const text = await response.text();
      if (!response.ok)
        throw new Error(`${init.method ?? 'GET'} ${below} failed: ${response.status} ${text}`);
      return text;
    },
  };
}

/** Starts a script and waits until it listens. Only settings named here reach it: others would change what is measured. */
async function launch(script, settings) {
  const child = spawn(process.execPath, [path.join(root, script)], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      HOST: '127.0.0.1',
      PORT: '0',
      LOG_LEVEL: 'warn',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const origin = await new Promise((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (data) => {
      output += data;
      const match = /listening on (\S+)/.exec(output);
      if (match) resolve(match[1]);
    });
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code} before it listened.`)));
  });
  return { child, origin };
}

async function end(child, signal) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}
