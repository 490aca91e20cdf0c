// node test/bench/delayed.mjs [count]: what delayed replies cost, 10,000 at once unless said otherwise. Part of npm run bench.
// The senders are a process of their own. Both ends of so many connections need `ulimit -n` above the count.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/**
 * Opens `count` connections that each wait for a delayed reply of the server on `port`, and says what that cost: bytes of memory per
 * waiting reply beside those of an idle connection, and how long a capture takes meanwhile.
 */
export async function measureDelayed({ port, pid, path: target, count, delayMs, bodyLength = 0 }) {
  const ask = (reply, body) =>
    `POST ${target} HTTP/1.1\r\nHost: a\r\nX-Reply: ${JSON.stringify(reply)}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  const before = await captureTimes(port, ask({}, ''));
  const bare = await heldBytes(pid);
  const sockets = await openMany(port, count);
  await pause(500);
  const idle = await heldBytes(pid);
  const body = 'x'.repeat(bodyLength);
  const asked = [];
  for (const [index, socket] of sockets.entries()) {
    asked.push(performance.now());
    socket.write(ask({ status: 200, body: `${index}`, delayMs }, body));
    // About a thousand a second: how fast captures are taken is another measurement.
    if (index % 50 === 49) await pause(50);
  }
  const answers = sockets.map((socket, index) => answered(socket, index));
  await pause(delayMs / 2);
  const waiting = await heldBytes(pid);
  const during = await captureTimes(port, ask({}, ''));
  const all = await Promise.all(answers);
  const late = all.map((at, index) => at - asked[index] - delayMs).sort((a, b) => a - b);
  for (const socket of sockets) socket.destroy();
  return {
    right: all.every((at) => at > 0),
    bytesIdle: (idle - bare) / count,
    bytesWaiting: (waiting - idle) / count,
    captureMsBefore: before,
    captureMsDuring: during,
    lateMs: { least: late[0], median: late[Math.floor(count / 2)], most: late.at(-1) },
  };
}

/** When the answer that belongs to this sender was there; 0 for any other. */
async function answered(socket, index) {
  let text = '';
  while (!text.includes('\r\n\r\n') || !text.endsWith(`\r\n\r\n${index}`)) {
    const [data] = await Promise.race([once(socket, 'data'), once(socket, 'close').then(() => [null])]);
    if (data === null) return 0;
    text += data;
  }
  return performance.now();
}

async function openMany(port, count) {
  const sockets = [];
  while (sockets.length < count) {
    const some = Array.from({ length: Math.min(250, count - sockets.length) }, () =>
      connect(port, '127.0.0.1'),
    );
    await Promise.all(some.map((socket) => once(socket, 'connect')));
    sockets.push(...some);
  }
  return sockets;
}

/** How long 200 captures take, one after the other on one connection: the median and the longest, milliseconds. */
async function captureTimes(port, message) {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const times = [];
  for (let turn = 0; turn < 200; turn++) {
    const began = performance.now();
    socket.write(message);
    await once(socket, 'data');
    times.push(performance.now() - began);
  }
  socket.destroy();
  times.sort((a, b) => a - b);
  return { median: times[100], most: times.at(-1) };
}

async function heldBytes(pid) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)[1]) * 1024;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { buildAskedServer } = await import('../support/build-asked-server.mjs');
  const count = Number(process.argv[2] ?? 10_000);
  const folder = await (await import('node:fs/promises')).mkdtemp('/tmp/wirebin-delayed-');
  const file = await buildAskedServer();
  const child = spawn(process.execPath, [file], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: '0',
      HOST: '127.0.0.1',
      LOG_LEVEL: 'warn',
      DATABASE_URL: `file:${path.join(folder, 'bench.db')}`,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  for await (const data of child.stdout) {
    output += data;
    if (/listening on/.test(output)) break;
  }
  const origin = /listening on (\S+)/.exec(output)[1];
  const bin = await (await fetch(`${origin}/api/v1/bins`, { method: 'POST' })).json();
  const result = await measureDelayed({
    port: Number(new URL(origin).port),
    pid: child.pid,
    path: new URL(bin.captureUrl).pathname,
    count,
    delayMs: 20_000,
    bodyLength: Number(process.argv[3] ?? 1024),
  });
  const kib = (bytes) => `${(bytes / 1024).toFixed(1)} KiB`;
  const ms = ({ median, most }) => `${median.toFixed(1)} ms, at most ${most.toFixed(1)} ms`;
  process.stdout.write(
    [
      `${count} delayed replies at once, Node ${process.version}`,
      `every sender got its own answer: ${result.right}`,
      `memory of an idle connection:   ${kib(result.bytesIdle)}`,
      `and of a reply that waits:      ${kib(result.bytesWaiting)}`,
      `a capture took before:          ${ms(result.captureMsBefore)}`,
      `and meanwhile:                  ${ms(result.captureMsDuring)}`,
      `answers came late by:           ${ms(result.lateMs)}`,
      '',
    ].join('\n'),
  );
  child.kill();
  await once(child, 'exit');
  await rm(folder, { recursive: true });
  await rm(file);
}
