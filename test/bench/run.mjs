// npm run bench: measures Wirebin beside a bare node:http server, in the same run, and prints a table. docs/performance.md
// describes the rows and how to read them.
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { buildIfStale } from '../../lib/server/build.mjs';
import { measureOther } from './any-server.mjs';
import { openContext } from './context.mjs';
import { tableOf } from './figures.mjs';
import { readOptions, usage } from './options.mjs';
import { stopServers } from './servers.mjs';

const say = (words = '') => process.stdout.write(`${words}\n`);

let isInterrupted = false;
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    isInterrupted = true;
    await stopServers();
    process.exit(130);
  });
}

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) say(usage);
  else await run(options);
} catch (error) {
  // The client of an interrupted run fails because its server is stopped.
  if (!isInterrupted) process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
} finally {
  await stopServers();
}

async function run(options) {
  const machine = { cores: cpus().length, model: cpus()[0]?.model ?? '', node: process.version };
  const { rounds, seconds } = options;
  say(`${machine.cores} cores, Node ${machine.node}, ${rounds} rounds of ${seconds} s`);
  const results = options.command === 'capture' ? [await other(options)] : await all(options);
  say();
  const name = options.command === 'capture' ? 'server' : 'Wirebin';
  for (const line of tableOf(results, name)) say(line);
  if (options.json === undefined) return;
  const { captures, large, bins } = options;
  const settings = { rounds, seconds, captures, large, bins };
  const date = new Date().toISOString().slice(0, 10);
  await writeFile(options.json, `${JSON.stringify({ date, machine, settings, rows: results }, null, 2)}\n`);
}

async function all(options) {
  await buildIfStale(say);
  const results = [];
  let place = '';
  const context = openContext(options, (words) => progress(`${place}: ${words}`));
  for (const [index, row] of options.rows.entries()) {
    place = `${index + 1}/${options.rows.length} ${row.id}`;
    const result = await row.measure(context);
    progress('');
    say(`${place}: ${result.line}`);
    results.push({ id: row.id, what: row.what, ...result });
  }
  return results;
}

async function other(options) {
  const result = await measureOther(openContext(options, progress), options);
  progress('');
  return { id: 'capture', what: `${options.method} ${options.url}`, ...result };
}

/** Replaces the last line of a terminal. Elsewhere, such as in a file, progress is not written. */
function progress(words) {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${words}`);
}
