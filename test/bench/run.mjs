// npm run bench: the wire door with durable SQLite against a bare node:http server, in one run, taking turns.
// Machines differ and are noisy; the ratio is the number to keep.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { buildIfStale, root } from '../../lib/server/build.mjs';

const rounds = Number(process.env.BENCH_ROUNDS ?? 3);
const seconds = Number(process.env.BENCH_SECONDS ?? 5);
const connections = 50;
const body = 'x'.repeat(1024);
const say = (words = '') => process.stdout.write(`${words}\n`);
const run = promisify(execFile);

await buildIfStale(say);
const folder = await mkdtemp(path.join(tmpdir(), 'wirebin-bench-'));
const script = path.join(folder, 'post.lua');
await writeFile(script, `wrk.method = "POST"\nwrk.body = string.rep("x", ${body.length})\n`);
const load = (await run('wrk', ['-v']).then(
  () => true,
  (error) => /wrk/.test(error.stdout ?? ''),
))
  ? wrk
  : autocannon;

const bare = await start('test/bench/bare-http.mjs', {});
const wirebin = await start('dist/server.mjs', {
  DATABASE_URL: `file:${path.join(folder, 'bench.db')}`,
  LOG_LEVEL: 'warn',
});
// The same, counting every request by bin and by address, against limits that are never reached.
const limited = await start('dist/server.mjs', {
  DATABASE_URL: `file:${path.join(folder, 'limited.db')}`,
  LOG_LEVEL: 'warn',
  RATE_PER_BIN: '999999999/h',
  RATE_PER_ADDRESS: '999999999/h',
});
const captureUrl = await newBin(wirebin);
const limitedUrl = await newBin(limited);

say(
  `${load.name}, ${connections} connections, POST of ${body.length} bytes, ${rounds} rounds of ${seconds} s, ${cpus().length} cores, Node ${process.version}`,
);
await load(bare.origin, 1);
await load(captureUrl, 1);
await load(limitedUrl, 1);
const results = { bare: [], wirebin: [], limited: [] };
for (let round = 0; round < rounds; round += 1) {
  results.bare.push(await load(bare.origin, seconds));
  results.wirebin.push(await load(captureUrl, seconds));
  results.limited.push(await load(limitedUrl, seconds));
}
say();
say('                          requests/s     p50 ms     p99 ms');
report('bare node:http', results.bare);
report('wire door, durable', results.wirebin);
report('  with rate limits', results.limited);
say();
const ratios = results.wirebin.map(({ rate }, round) => rate / results.bare[round].rate);
say(`ratio ${median(ratios).toFixed(2)} (rounds: ${ratios.map((ratio) => ratio.toFixed(2)).join(', ')})`);

const costs = results.limited.map(({ rate }, round) => rate / results.wirebin[round].rate);
say(
  `rate limits ${median(costs).toFixed(2)} of it (rounds: ${costs.map((cost) => cost.toFixed(2)).join(', ')})`,
);

bare.child.kill();
for (const { child } of [wirebin, limited]) {
  child.kill();
  await once(child, 'exit');
}
await rm(folder, { recursive: true });

async function newBin({ origin }) {
  const response = await fetch(`${origin}/api/v1/bins`, { method: 'POST' });
  const bin = await response.json();
  return origin + new URL(bin.captureUrl).pathname;
}

async function start(file, environment) {
  const child = spawn(process.execPath, [path.join(root, file)], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', PORT: '0', HOST: '127.0.0.1', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  for await (const data of child.stdout) {
    output += data;
    const origin = /listening on (\S+)/.exec(output)?.[1];
    if (origin) return { child, origin };
  }
  throw new Error(`${file} ended before it listened`);
}

/** Requests a second and latencies in milliseconds, by wrk. */
async function wrk(url, duration) {
  const { stdout } = await run('wrk', [
    '-t1',
    `-c${connections}`,
    `-d${duration}s`,
    '--latency',
    '-s',
    script,
    url,
  ]);
  if (/Non-2xx/.test(stdout)) throw new Error(stdout);
  const percentile = (name) => milliseconds(new RegExp(`${name}%\\s+([\\d.]+)(us|ms|s)`).exec(stdout));
  return {
    rate: Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)[1]),
    p50: percentile(50),
    p99: percentile(99),
  };
}

function milliseconds([, value, unit]) {
  return Number(value) * { us: 0.001, ms: 1, s: 1000 }[unit];
}

/** The same by autocannon. */
async function autocannon(url, duration) {
  const { default: fire } = await import('autocannon');
  const result = await fire({ url, connections, duration, method: 'POST', body });
  if (result.non2xx > 0) throw new Error(`${result.non2xx} answers were not 2xx`);
  return { rate: result.requests.average, p50: result.latency.p50, p99: result.latency.p99 };
}

function report(name, list) {
  const column = (key, digits) =>
    median(list.map((result) => result[key]))
      .toFixed(digits)
      .padStart(11);
  say(`${name.padEnd(24)} ${column('rate', 0)}${column('p50', 2)}${column('p99', 2)}`);
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}
