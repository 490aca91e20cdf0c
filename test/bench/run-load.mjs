import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('load.mjs', import.meta.url));

/**
 * @typedef {object} LoadResult What load.mjs prints: counts, requests a second, and milliseconds.
 * @property {number} requests
 * @property {number} failed
 * @property {number} rate
 * @property {number} p50
 * @property {number} p99
 * @property {number} max
 * @property {number[]} firstAnswers
 */

/**
 * Sends requests from a process of its own. The plan is that of load.mjs, with `url` or `urls` of one server in place of host, port
 * and paths. Fails with the client's own sentence.
 * @returns {Promise<LoadResult>}
 */
export function runLoad(plan) {
  return startLoad(plan).result;
}

/** The same, for a client that goes on until it is told to end (`untilInputEnds`). */
export function startLoad({ url, urls = [url], ...plan }) {
  const { hostname, port } = new URL(urls[0]);
  const paths = urls.map((one) => new URL(one).pathname + new URL(one).search);
  const argument = JSON.stringify({
    connections: 50,
    ...plan,
    host: hostname,
    port: Number(port || 80),
    paths,
  });
  const child = spawn(process.execPath, [script, argument], { stdio: 'pipe' });
  const result = resultOf(child);
  // It is awaited later: a failure until then is not unhandled.
  result.catch(() => {});
  return { result, end: () => child.stdin.end() };
}

async function resultOf(child) {
  const [output, words, [code, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  if (code !== 0) throw new Error(words.trim() || `The client ended with ${code ?? signal}.`);
  return JSON.parse(output);
}
