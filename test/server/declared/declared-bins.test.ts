import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { launchServer, type RunningServer, startServer, temporaryFolder } from '../../support/server.ts';
import { eventually } from '../../support/watcher.ts';

const orders = 'orders-key-0123456789abc';
const refunds = 'refunds-key-0123456789ab';
const both = `bins:
  - slug: orders
    keyFrom: ORDERS_KEY
    name: Orders
  - slug: refunds
    keyFrom: REFUNDS_KEY
    reply:
      default:
        status: 202
        body: accepted
`;

async function binsFile(text: string) {
  const folder = await temporaryFolder();
  const file = path.join(folder, 'bins.yaml');
  await writeFile(file, text);
  return {
    folder,
    write: (next: string) => writeFile(file, next),
    environment: { BINS_FILE: file, ORDERS_KEY: orders, REFUNDS_KEY: refunds, LOG_LEVEL: 'info' },
  };
}

const look = ({ origin }: RunningServer, slug: string, key: string) =>
  fetch(`${origin}/api/v1/bins/${slug}`, { headers: { Authorization: `Bearer ${key}` } });

const nameOf = async (server: RunningServer, slug: string, key: string) =>
  ((await (await look(server, slug, key)).json()) as { name: string | null }).name;

test('declared bins are there from the start, opened by their keys, and stay what they are over a restart', async () => {
  const file = await binsFile(both);
  const first = await startServer(file);
  expect((await fetch(`${first.origin}/b/orders`, { method: 'POST', body: 'x' })).status).toBe(200);
  expect(await (await look(first, 'orders', orders)).json()).toMatchObject({
    name: 'Orders',
    role: 'owner',
    total: 1,
  });
  const answer = await fetch(`${first.origin}/b/refunds`);
  expect([answer.status, await answer.text()]).toEqual([202, 'accepted']);
  // A bin that is declared does not expire, whatever the others do.
  expect(await (await look(first, 'refunds', refunds)).json()).toMatchObject({
    expiresAfter: null,
    expiresAt: null,
  });
  expect((await look(first, 'refunds', orders)).status).toBe(403);
  await first.stop();

  // Another key in the environment: the old one opens nothing any more. Not declared any more: nothing is lost.
  await file.write(both.slice(0, both.indexOf('  - slug: refunds')));
  const newKey = 'orders-key-of-next-month';
  const second = await startServer({ ...file, environment: { ...file.environment, ORDERS_KEY: newKey } });
  expect(await (await look(second, 'orders', newKey)).json()).toMatchObject({ total: 1 });
  expect((await look(second, 'orders', orders)).status).toBe(401);
  expect((await look(second, 'refunds', refunds)).status).toBe(200);
  expect(second.log()).not.toContain(newKey);
});

test('SIGHUP reads the file again; one that is wrong changes nothing, and the log has its line', async () => {
  const file = await binsFile(both);
  const server = await startServer(file);
  const hup = async (text: string, words: string, times: number) => {
    await file.write(text);
    server.process.kill('SIGHUP');
    await eventually(() => server.log().split(words).length > times, words);
  };
  await hup(both.replace('name: Orders', 'name: Orders, live'), 'The bins file was applied.', 2);
  expect(await nameOf(server, 'orders', orders)).toBe('Orders, live');

  await hup(both.replace('keyFrom: REFUNDS_KEY', 'keyFrom: NOT_THERE'), 'bins.yaml:6', 1);
  expect(server.log()).toContain(
    'bins.yaml:6: bins[1].keyFrom: the environment variable NOT_THERE is not set',
  );
  expect(server.log()).toContain('The bins were not changed.');
  expect(await nameOf(server, 'orders', orders)).toBe('Orders, live');
  expect((await fetch(`${server.origin}/b/refunds`)).status).toBe(202);

  // A bin is known by its key: with another slug in the file it gets that slug.
  await hup(both.replace('slug: refunds', 'slug: returns'), 'The bins file was applied.', 3);
  expect((await look(server, 'returns', refunds)).status).toBe(200);

  await hup(`${both}  - slug: returns\n    keyFrom: BINS_FILE_KEY\n`, 'bins.yaml:12', 1);
  await hup(both, 'The bins file was applied.', 4);
  expect(await nameOf(server, 'orders', orders)).toBe('Orders');
});

test('a file that cannot be used ends the start, in words', async () => {
  const file = await binsFile('bins:\n  - slug: orders\n    keyFrom: NOT_THERE\n');
  const start = (environment: Record<string, string>) =>
    launchServer({ folder: file.folder, environment }).then(
      (server) => server.stop('SIGKILL').then(() => 'It started.'),
      (error: Error) => error.message,
    );
  expect(await start(file.environment)).toContain(
    'Wirebin cannot start. The bins file is not valid:\n  bins.yaml:3: bins[0].keyFrom: the environment variable NOT_THERE is not set',
  );
  expect(await start({ BINS_FILE: '/nowhere/bins.yaml' })).toContain(
    'The file in BINS_FILE cannot be read: ENOENT',
  );
});
