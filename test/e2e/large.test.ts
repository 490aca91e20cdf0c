import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashKey } from '#lib/access/key.ts';
import { openStore } from '#lib/store/open.ts';
import { sharedBrowser } from '../support/chromium.ts';
import { received } from '../support/received.ts';
import { launchServer, type RunningServer, root } from '../support/server.ts';
import { temporaryFolderFor } from '../support/temporary-folder.ts';
import { eventually, expectText, inspector, openInspector } from './inspector.ts';
import { send } from './send.ts';

/** `npm run bench:inspector` measures the same at length; this holds a bin of that size to being usable at all. */
const count = 50_000;
const together = 2000;
/** What people may wait for at most, milliseconds: some 300 on a quiet machine, which those that run tests are not. */
const soon = 3000;

const bin = { slug: 'large', key: 'keyOfTheLargeBin' };
const visit = sharedBrowser();
const say = (words: string) => process.stdout.write(`${words}\n`);
let server: RunningServer;

beforeAll(async () => {
  const folder = await temporaryFolderFor(afterAll);
  const store = await openStore(`file:${folder}/wirebin.db`, root);
  const { id } = await store.addBin({
    slug: bin.slug,
    ownerKeyHash: hashKey(bin.key),
    capacity: count * 2,
    now: Date.now(),
  });
  const body = new TextEncoder().encode('{"hot":true}');
  const like = received({ body, bodySize: body.length, headers: [['Content-Type', 'application/json']] });
  const begin = (Date.now() - 86_400_000) * 1000;
  for (let from = 0; from < count; from += together) {
    const some = Array.from({ length: together }, (_, index) => from + index);
    await Promise.all(
      some.map((number) =>
        store.add(id, {
          ...like,
          method: number % 5 === 0 ? 'DELETE' : 'POST',
          target: `/b/${bin.slug}/orders/${number}`,
          prefixLength: `/b/${bin.slug}`.length,
          receivedAt: begin + number * 1_700_000,
          // Each is sent twice.
          provider: { id: 'stripe', event: 'invoice.paid', deliveryId: `evt_${number >> 1}` },
        }),
      ),
    );
  }
  await store.close();
  server = await launchServer({ folder });
});
afterAll(async () => {
  await server?.stop('SIGKILL');
  if (server) await rm(server.folder, { recursive: true, force: true });
});

test('a bin with 50,000 requests is there as soon as its page is, is filtered whole, and shows what arrives at once', async () => {
  const { page } = await visit(server.origin);
  const { list, rows, row } = inspector(page);
  const timed = async (what: string, act: () => Promise<unknown>) => {
    const begin = performance.now();
    await act();
    const took = Math.round(performance.now() - begin);
    say(`${count} requests: ${what} after ${took} ms`);
    expect(took, what).toBeLessThan(soon);
  };

  await page.goto(`/i/${bin.key}`);
  await timed('the list', () => rows.nth(10).waitFor());
  await openInspector(page, bin);
  await page.getByText('50,000 of 100,000 kept').waitFor();
  expect(await rows.first().getAttribute('aria-label')).toContain('attempt 2 of 2');

  const captureUrl = `${server.origin}/b/${bin.slug}`;
  await timed('one that arrives', async () => {
    await send(captureUrl, { method: 'PUT', path: '/new' });
    await row('PUT /new').waitFor();
  });
  const box = page.getByRole('combobox', { name: 'Filter requests' });
  await box.fill('method:DELETE -path:/orders/0');
  await box.press('Enter');
  await expectText(page.getByText(/of [\d,]+ match$/), '9,999 of 50,001 match');
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
