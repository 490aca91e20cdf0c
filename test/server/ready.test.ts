import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { selfSigned } from '../support/certificate.ts';
import { freePort, root, startServer, temporaryFolder } from '../support/server.ts';

/** Runs `npm run ready` and returns its exit code and what it printed. */
async function ready(words: string[], environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['lib/server/ready.mjs', ...words], {
    cwd: root,
    env: { PATH: process.env.PATH, ...environment } as unknown as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number]>,
  ]);
  return { code, output, errors };
}

test('ready waits for a server that is still starting, and ends with 0', async () => {
  const port = await freePort();
  const waiting = ready(['--wait', '--timeout', '60'], { PORT: String(port) });
  expect(await ready([], { PORT: String(port) })).toMatchObject({ code: 1, output: '' });
  await startServer({ environment: { PORT: String(port) } });
  expect(await waiting).toEqual({ code: 0, output: 'ready\n', errors: '' });
});

test('ready says why a server is not ready, and ends with 1', async () => {
  const server = await startServer({ environment: { ADMIN_TOKEN: 'an-admin-token-of-this-test' } });
  const drain = await fetch(`${server.origin}/api/v1/admin/drain`, {
    method: 'POST',
    headers: { Authorization: 'Bearer an-admin-token-of-this-test' },
  });
  expect(drain.status).toBe(200);
  const words = ['--url', server.origin, '--wait', '--timeout', '0.3'];
  expect(await ready(words)).toEqual({ code: 1, output: '', errors: 'not ready: draining\n' });
  const port = String(await freePort());
  expect(await ready([], { PORT: port })).toEqual({
    code: 1,
    output: '',
    errors: `not ready: connect ECONNREFUSED 127.0.0.1:${port}\n`,
  });
});

test('ready asks over TLS if the settings say so', async () => {
  const files = await selfSigned(await temporaryFolder());
  const server = await startServer({ environment: files });
  expect((await ready([], { ...files, PORT: String(server.port) })).output).toBe('ready\n');
});

test.each([[['--timeout', 'soon']], [['--url', 'elsewhere']], [['--until']]])(
  'ready ends with 2 for the command line %j',
  async (words) => {
    const { code, errors } = await ready(words);
    expect(code).toBe(2);
    expect(errors).toContain('Usage: npm run ready');
  },
);
