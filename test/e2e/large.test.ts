import path from 'node:path';
import Database from 'better-sqlite3';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashKey } from '#lib/access/keys.ts';
import { openStore } from '#lib/store/open.ts';
import { sharedBrowser } from '../support/chromium.ts';
import { countCaptures } from '../support/count-captures.mjs';
import { received } from '../support/received.ts';
import { launchServer, newBin, type RunningServer, root } from '../support/server.ts';
import { temporaryFolderFor } from '../support/temporary-folder.ts';
import { eventually, inspector, untilLive } from './inspector.ts';
import { send, sendMany } from './send.ts';

/** `npm run bench:inspector` measures the same at length; this holds a bin of that size to being usable at all. */
const count = 50_000;
/** What people may wait for, milliseconds: some 300 on a quiet machine. On a busy one a small bin says what is usual. */
const soon = 3000;

const bin = { slug: 'large', key: 'keyOfTheLargeBin' };
const visit = sharedBrowser();
const say = (words: string) => process.stdout.write(`${words}\n`);
let server: RunningServer;

beforeAll(async () => {
  const folder = await temporaryFolderFor(afterAll);
  const file = path.join(folder, 'wirebin.db');
  const store = await openStore(`file:${file}`, root);
  const { id } = await store.addBin({
    slug: bin.slug,
    ownerKeyHash: hashKey(bin.key),
    capacity: count * 2,
    now: Date.now(),
  });
  await store.addCapture(id, {
    ...received(),
    target: `/b/${bin.slug}/orders/0`,
    prefixLength: `/b/${bin.slug}`.length,
    receivedAt: (Date.now() - 86_400_000) * 1000,
    provider: { id: 'stripe', event: 'invoice.paid', deliveryId: 'evt_0' },
  });
  await store.close();
  multiply(file);
  server = await launchServer({ folder });
});
afterAll(() => server?.stop('SIGKILL'));

/** Makes the one capture of a database many, a second and a half apart: every fifth is a DELETE, each delivery comes twice. */
function multiply(file: string): void {
  const database = new Database(file);
  const told = database.prepare(`SELECT name FROM pragma_table_info('Capture')`).pluck().all() as string[];
  const columns = told.filter((name) => name !== 'id');
  const changed: Record<string, string> = {
    seq: 'n',
    method: `iif(n % 5 = 0, 'DELETE', 'POST')`,
    target: `'/b/${bin.slug}/orders/' || n`,
    receivedAt: '"receivedAt" + n * 1500000',
    deliveryId: `'evt_' || ((n + 1) / 2)`,
  };
  database.exec(`
    WITH RECURSIVE numbers(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${count})
    INSERT INTO "Capture" (${columns.map((name) => `"${name}"`).join()})
    SELECT ${columns.map((name) => changed[name] ?? `"${name}"`).join()} FROM numbers, "Capture" WHERE seq = 1;
    INSERT INTO "Answer" ("binId", "seq", "status", "micros", "complete")
    SELECT "binId", "seq", iif("seq" % 50 = 0, 503, 200), 2000, 1 FROM "Capture";
    UPDATE "Bin" SET "lastSeq" = ${count}, "kept" = ${count}, "keptBytes" = "keptBytes" * ${count};`);
  countCaptures(database);
  database.close();
}

/** Opens a bin, and says how long after its page the list was there, and one that was sent then, milliseconds. */
async function opened(page: Page, { key, captureUrl }: { key: string; captureUrl: string }) {
  const { rows, row } = inspector(page);
  const took = async (act: () => Promise<unknown>) => {
    const begin = performance.now();
    await act();
    return Math.round(performance.now() - begin);
  };
  // The first page a server makes takes it longer, whatever is in it.
  await fetch(`${server.origin}/i/${key}`);
  await page.goto(`/i/${key}`);
  const list = await took(() => rows.nth(10).waitFor());
  await untilLive(page);
  const arrival = await took(async () => {
    await send(captureUrl, { method: 'PUT', path: '/new' });
    await row('PUT /new').waitFor();
  });
  return { list, arrival };
}

test('a bin with 50,000 requests is there like one with fifty, is filtered, and is scrolled on', async () => {
  const { page } = await visit(server.origin);
  const { list, rows } = inspector(page);
  const few = await newBin(server.origin);
  await sendMany(few.captureUrl, 50);
  const small = await opened(page, few);
  const large = await opened(page, { key: bin.key, captureUrl: `${server.origin}/b/${bin.slug}` });
  say(
    `the list after ${large.list} ms, and ${small.list} of a small bin; an arrival, ${large.arrival} and ${small.arrival}`,
  );
  expect(large.list).toBeLessThan(Math.max(soon, small.list * 3));
  expect(large.arrival).toBeLessThan(Math.max(soon, small.arrival * 3));

  await page.getByText('50,001 of 100,000 requests').waitFor();
  expect(await rows.nth(1).getAttribute('aria-label')).toContain('attempt 2 of 2');
  const box = page.getByRole('combobox', { name: 'Filter requests' });
  await box.fill('method:DELETE');
  await box.press('Enter');
  await page.getByText(/of 50,001 match$/).waitFor();
  await eventually(() => rows.first().getAttribute('aria-label')).toMatch(/^DELETE \/orders\/50000,/);
  await box.fill('');
  await box.press('Enter');

  // To the end of what is loaded, again and again: older ones are there before one is.
  const claimed = async () => Number(await rows.first().getAttribute('aria-setsize'));
  const before = await claimed();
  await eventually(async () => {
    await list.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    return claimed();
  }).toBeGreaterThan(before + 2000);
});
