// npm run ready [-- --wait] [--timeout SECONDS] [--url URL]: asks a server whether it can take requests (GET /readyz).
//
// Exit codes: 0 it is ready · 1 it is not, or not in time · 2 the command line is wrong.
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readEnvFile } from './env-file.mjs';

/** How long one answer may take, and the time between two questions, milliseconds. */
const patience = 5_000;
const interval = 250;

const usage = `Usage: npm run ready                              ask once
       npm run ready -- --wait --timeout 30       ask until it is ready, for at most 30 seconds
       npm run ready -- --url http://host:3000    ask another server; by default the one that .env and
                                                  the environment describe

Exit codes: 0 ready, 1 not ready, 2 wrong command line.
`;

/**
 * The origin at which a server with these settings can be reached from its own machine.
 * @param {Record<string, string | undefined>} environment
 */
export function ownOrigin({ PORT, HOST, TLS_CERT }) {
  const host = !HOST || HOST === '0.0.0.0' ? '127.0.0.1' : HOST === '::' ? '::1' : HOST;
  return `${TLS_CERT ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${PORT || 3000}`;
}

/**
 * Asks the server once. Resolves with null if it is ready, else with the reason: `draining`, `store-unavailable`, or the error of the
 * connection. The certificate is not verified, since the server's own is for its public name.
 * @param {string} origin
 * @returns {Promise<string | null>}
 */
export function reasonNotReady(origin) {
  const url = new URL('/readyz', origin);
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve) => {
    const asked = request(url, { rejectUnauthorized: false, agent: false, timeout: patience }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (text) => {
        body += text;
      });
      response.on('error', ({ message }) => resolve(message));
      response.on('end', () => {
        if (response.statusCode === 200) return resolve(null);
        resolve(statusIn(body) ?? `it responds with ${response.statusCode}`);
      });
    });
    asked.on('timeout', () => asked.destroy(new Error('it does not respond')));
    asked.on('error', ({ message, code }) => resolve(message || code || 'it cannot be reached'));
    asked.end();
  });
}

function statusIn(body) {
  try {
    const { status, detail } = JSON.parse(body);
    return detail === undefined ? status : `${status}: ${detail}`;
  } catch {
    return undefined;
  }
}

/**
 * Asks until the server is ready, for at most `timeoutMs` milliseconds. Resolves with null, or with the last reason why it is not.
 * @param {string} origin
 * @param {number} timeoutMs
 */
export async function waitUntilReady(origin, timeoutMs) {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const reason = await reasonNotReady(origin);
    if (reason === null || performance.now() + interval > deadline) return reason;
    await pause(interval);
  }
}

async function main() {
  readEnvFile();
  let options;
  try {
    options = parseArgs({
      options: {
        wait: { type: 'boolean', default: false },
        timeout: { type: 'string', default: '30' },
        url: { type: 'string', default: ownOrigin(process.env) },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
    if (!/^\d+(?:\.\d+)?$/.test(options.timeout))
      throw new Error(`The option --timeout is a number of seconds, not "${options.timeout}".`);
    if (!/^https?:$/.test(URL.canParse(options.url) ? new URL(options.url).protocol : ''))
      throw new Error(`The option --url is an HTTP URL, not "${options.url}".`);
  } catch ({ message }) {
    process.stderr.write(`${message}\n\n${usage}`);
    return 2;
  }
  if (options.help) {
    process.stdout.write(usage);
    return 0;
  }
  const reason = options.wait
    ? await waitUntilReady(options.url, Number(options.timeout) * 1000)
    : await reasonNotReady(options.url);
  if (reason === null) process.stdout.write('ready\n');
  else process.stderr.write(`not ready: ${reason}\n`);
  return reason === null ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exit(await main());
