import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:http2';
import { Agent, request } from 'node:https';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashKey } from '#lib/access/keys.ts';
import { openStore } from '#lib/store/open.ts';
import { selfSigned } from '../support/certificate.ts';
import { addManyCaptures } from '../support/many-captures.ts';
import { launchServer, type RunningServer, root } from '../support/server.ts';
import { temporaryFolderFor } from '../support/temporary-folder.ts';

const key = 'a-key-of-twenty-four-chars';
const fields = { authorization: `Bearer ${key}` };
const bin = '/api/v1/bins/many';
let server: RunningServer;

beforeAll(async () => {
  const folder = await temporaryFolderFor(afterAll);
  const file = path.join(folder, 'wirebin.db');
  const store = await openStore(`file:${file}`, root);
  const { id } = await store.addBin({
    slug: 'many',
    ownerKeyHash: hashKey(key),
    capacity: 1_000_000,
    now: Date.now(),
  });
  await store.close();
  await addManyCaptures(file, id, 10_000);
  server = await launchServer({ folder, environment: await selfSigned(folder) });
});
afterAll(() => server?.stop('SIGKILL'));

/** Asks for something, and answers how to leave and when it was answered. */
type Ask = (target: string) => { leave(): void; answered: Promise<unknown> };

const overHttp1: Ask = (target) => {
  const agent = new Agent({ rejectUnauthorized: false });
  const asking = request(`${server.origin}${target}`, { headers: fields, agent });
  asking.on('error', () => {});
  asking.end();
  const answered = once(asking, 'response').then(async ([response]) => {
    for await (const _ of response);
    expect(response.statusCode).toBe(200);
  });
  answered.catch(() => {});
  return { leave: () => asking.destroy(), answered };
};

const overHttp2: Ask = (target) => {
  const session = connect(server.origin, { rejectUnauthorized: false });
  const asking = session.request({ ':path': target, ...fields });
  asking.on('error', () => {});
  const answered = once(asking, 'response').then(async ([response]) => {
    for await (const _ of asking);
    expect(response[':status']).toBe(200);
    session.close();
  });
  answered.catch(() => {});
  return { leave: () => session.destroy(), answered };
};

/** What work takes the server of a processor, in hundredths of a second. */
async function processorTime(work: () => Promise<unknown>): Promise<number> {
  const used = () => {
    const [user, system] = readFileSync(`/proc/${server.process.pid}/stat`, 'utf8').split(' ').slice(13);
    return Number(user) + Number(system);
  };
  const before = used();
  await work();
  return used() - before;
}

test.each([
  ['a search', 'HTTP/1.1', '/captures?filter=body:zzz', overHttp1],
  ['a search', 'HTTP/2', '/captures?filter=body:zzz', overHttp2],
  ['an export', 'HTTP/1.1', '/export?filter=body:zzz', overHttp1],
])('%s that is left ends then, over %s', async (_, __, target, ask) => {
  await ask(`${bin}${target}`).answered;
  const one = await processorTime(() => ask(`${bin}${target}`).answered);
  const sixLeft = await processorTime(async () => {
    const asked = Array.from({ length: 6 }, () => ask(`${bin}${target}`));
    // By then they have begun.
    await ask(bin).answered;
    for (const { leave } of asked) leave();
    await ask(`${bin}${target}`).answered;
  });
  expect(sixLeft).toBeLessThan(3 * one);
  expect(server.log()).toBe('');
});
