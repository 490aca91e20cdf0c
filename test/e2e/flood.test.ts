import { setTimeout } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { phone, sharedBrowser, type VisitorOptions } from '../support/chromium.ts';
import { newBin, sharedServer } from '../support/server.ts';
import { boxOf, eventually, inspector } from './inspector.ts';
import { json, send, sendMany } from './send.ts';
import { watchList } from './watch-list.ts';

const server = sharedServer();
const visit = sharedBrowser();

const flooded = 60;

/** Sends 50 requests a second, until there are as many. */
async function flood(captureUrl: string): Promise<void> {
  const sending: Promise<number>[] = [];
  const began = performance.now();
  for (let number = 0; number < flooded; number++) {
    await setTimeout(Math.max(0, began + number * 20 - performance.now()));
    sending.push(send(captureUrl, { path: `/flood/${number}`, headers: json, body: '{}' }));
  }
  await Promise.all(sending);
}

type Opened = { before: number; order?: string; filter?: string; options?: VisitorOptions };

/** A bin with requests, whose page follows the newest of them. */
async function openFollowing({ before, order = 'newest', filter = '', options }: Opened) {
  const bin = await newBin(server().origin);
  await sendMany(bin.captureUrl, before);
  const { page } = await visit(server().origin, options);
  await page.addInitScript((chosen) => localStorage.setItem('wirebin.list-order', chosen), order);
  await page.goto(`/i/${bin.key}?${new URLSearchParams({ filter })}`);
  const { list, rows, selected } = inspector(page);
  await list.waitFor();
  const follow = page.getByRole('switch', { name: 'Follow newest' });
  await eventually(() => follow.getAttribute('aria-checked')).toBe('true');
  const listed = async () => Number(await rows.first().getAttribute('aria-setsize'));
  const opened = async () => Number((await selected.getAttribute('id'))?.replace('capture-', ''));
  await eventually(opened).toBe(before);
  return { bin, page, follow, listed, opened };
}

const news = (page: Page) => page.locator('[data-list]').locator('xpath=..').locator('[data-news]');

const views: (Opened & { view: string })[] = [
  { view: 'the newest first', before: 40 },
  { view: 'only three requests before', before: 3 },
  { view: 'a filter', before: 40, filter: 'method:POST' },
  { view: 'the oldest first', before: 40, order: 'oldest' },
  { view: 'a phone', before: 40, options: phone },
];

test.for(views)('the list stands still at 50 requests a second, with $view', async ({ view, ...wanted }) => {
  const { bin, page, follow, listed, opened } = await openFollowing(wanted);
  const { before, order, options } = wanted;
  const { list, rows, button } = inspector(page);

  // Followed, the newest row has its place in each frame, and nothing moves but what the flood begins with.
  const followed = await watchList(page);
  await flood(bin.captureUrl);
  await eventually(opened).toBe(before + flooded);
  const { frames, moving, ...following } = await followed();
  expect(frames).toBeGreaterThan(3);
  expect(moving).toBeLessThanOrEqual(3);
  expect(following).toMatchObject({ hole: 0, newerThanSelected: [0], miscounts: [0] });

  // An older one was clicked: it stays where it is.
  const chosen = rows.nth(order === 'oldest' ? -3 : 2);
  const id = await chosen.getAttribute('id');
  const { y } = await boxOf(chosen);
  if (options === phone) {
    await chosen.tap();
    await page.getByRole('article').waitFor();
    await flood(bin.captureUrl);
    await page.getByRole('button', { name: `${flooded} new` }).waitFor();
    await button('Back to list').tap();
    await list.waitFor();
    await eventually(async () => (await boxOf(page.locator(`#${id}`))).y).toBe(y);
    await follow.tap();
    await eventually(opened).toBe(before + 2 * flooded);
    await follow.tap();
  } else await chosen.click();
  await eventually(() => follow.getAttribute('aria-checked')).toBe('false');
  const all = await listed();
  const held = await watchList(page);
  await flood(bin.captureUrl);
  await eventually(listed).toBe(all + flooded);
  await news(page)
    .filter({ hasText: `${flooded} new` })
    .waitFor();
  const standing = await held();
  expect(standing).toMatchObject({ hole: 0, miscounts: [0] });
  // Where all fits on the screen, the first few push the others down.
  expect(standing.selectedTops.length).toBeLessThanOrEqual(before === 3 ? 4 : 1);
  expect(standing.moving).toBeLessThanOrEqual(3);

  // What is scrolled into view is no longer new.
  const scroll = (rowsUp: number) =>
    list.evaluate(
      (element, { by, isOldest }) => {
        const height = element.querySelector('[role=option]')!.clientHeight;
        element.scrollBy({ top: (isOldest ? by : -by) * height });
      },
      { by: rowsUp, isOldest: order === 'oldest' },
    );
  await scroll(flooded - 20);
  await news(page).filter({ hasText: '20 new' }).waitFor();
  await scroll(20);
  await news(page).waitFor({ state: 'detached' });
  expect(await follow.getAttribute('aria-checked')).toBe('false');
});

test('in a list that fits on the screen, a request or two are shown at once, and the one that is read stays open', async () => {
  const { bin, page, follow, opened } = await openFollowing({ before: 3 });
  const { list, rows } = inspector(page);
  await rows.nth(1).click();
  await eventually(() => follow.getAttribute('aria-checked')).toBe('false');
  for (const path of ['/calm', '/again']) await send(bin.captureUrl, { path });
  await eventually(() => rows.first().getAttribute('id')).toBe('capture-5');
  expect((await boxOf(rows.first())).y).toBe((await boxOf(list)).y);
  expect(await opened()).toBe(2);
  expect(await news(page).count()).toBe(0);
});
