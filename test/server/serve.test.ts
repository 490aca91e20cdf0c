import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { get } from 'node:https';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { selfSigned } from '../support/certificate.ts';
import { newMachine } from '../support/command.ts';
import { root } from '../support/root.ts';

const serve = `exec ${process.execPath} ${path.join(root, 'lib/server/wirebin.mjs')} serve --port 0`;
const waiting = { timeout: 60_000, interval: 25 };

/** The status of a response of a server with a certificate of its own. */
function statusOf(url: string, key: string): Promise<number | undefined> {
  const headers = { Authorization: `Bearer ${key}` };
  return new Promise((resolve, reject) => {
    get(url, { headers, rejectUnauthorized: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on('error', reject);
  });
}

test('wirebin serve finds files that settings name in the folder it is run in', async () => {
  const key = 'key-of-the-orders-bin-0123456789';
  const machine = newMachine({
    BINS_FILE: 'files/bins.yaml',
    TLS_CERT: './files/cert.pem',
    TLS_KEY: 'files/key.pem',
    EGRESS_CA_FILE: ' files/cert.pem ',
    DATABASE_URL: 'file:./files/own.db',
    ORDERS_KEY: key,
  });
  const files = path.join(machine.folder, 'files');
  await mkdir(files);
  await selfSigned(files);
  await writeFile(path.join(files, 'bins.yaml'), 'bins:\n  - slug: orders\n    keyFrom: ORDERS_KEY\n');
  const server = machine.shell(serve);
  const origin = await vi.waitFor(
    () => /listening on (https:\/\/\S+)/.exec(server.out())?.[1] ?? expect.fail(server.err()),
    waiting,
  );
  expect(await statusOf(`${origin}/api/v1/bins/orders`, key)).toBe(200);
  expect(existsSync(path.join(files, 'own.db'))).toBe(true);
  expect((await server.interrupt()).code).toBe(0);
});

test('wirebin serve names the whole path of a file that it cannot read', async () => {
  const machine = newMachine({ BINS_FILE: 'missing.yaml' });
  const { code, err } = await machine.shell(serve).ended;
  expect([code, err]).toEqual([1, expect.stringContaining(path.join(machine.folder, 'missing.yaml'))]);
});
