import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { shortcuts } from '#components/inspector/commands/shortcuts.ts';
import { shortcutTitles } from '#components/inspector/commands/words.ts';
import { sharedBrowser } from '../support/chromium.ts';
import { newBin, sharedServer } from '../support/server.ts';
import { boxOf, eventually, inspector, openInspector, seqsShown, untilLive } from './inspector.ts';
import { json, send } from './send.ts';

const server = sharedServer();
const visit = sharedBrowser();

/** A page open on a bin with so many requests, `GET /1` the oldest. */
async function openWith(count: number) {
  const bin = await newBin(server().origin);
  for (let number = 1; number <= count; number++) await send(bin.captureUrl, { path: `/${number}` });
  const { page } = await visit(server().origin);
  await openInspector(page, bin);
  return { bin, page };
}

async function expectSelected(page: Page, seq: number): Promise<void> {
  await eventually(() => inspector(page).selected.getAttribute('id')).toBe(`capture-${seq}`);
  await inspector(page).detail(seq).waitFor();
}

test('j and k, and the arrows, move through the list; Home and End go to its ends', async () => {
  const { bin, page } = await openWith(4);
  const steps: [key: string, seq: number][] = [
    ['j', 3],
    ['ArrowDown', 2],
    ['j', 1],
    ['j', 1],
    ['k', 2],
    ['ArrowUp', 3],
    ['End', 1],
    ['j', 1],
    ['Home', 4],
  ];
  await expectSelected(page, 4);
  for (const [key, seq] of steps) {
    await page.keyboard.press(key);
    await expectSelected(page, seq);
  }
  await send(bin.captureUrl, { path: '/5' });
  await expectSelected(page, 5);
});

test('a key that is held ends at the right request, in view', async () => {
  const { page } = await openWith(60);
  await page.keyboard.down('j');
  for (let repeat = 1; repeat < 40; repeat++) await page.keyboard.down('j');
  await page.keyboard.up('j');
  await expectSelected(page, 20);
  const [row, list] = [await boxOf(inspector(page).selected), await boxOf(inspector(page).list)];
  expect(row!.y).toBeGreaterThanOrEqual(list!.y);
  expect(row!.y + row.height).toBeLessThanOrEqual(list!.y + list!.height + 1);
});

test('a request that a link opens stands in the middle of the list, and Tab goes on as the page reads', async () => {
  const { bin, page } = await openWith(60);
  await openInspector(page, bin, 30);
  await expectSelected(page, 30);
  const [row, list] = [await boxOf(inspector(page).selected), await boxOf(inspector(page).list)];
  expect(Math.abs(row.y + row.height / 2 - (list.y + list.height / 2))).toBeLessThan(row.height);

  await page.getByRole('slider', { name: /^Requests over time/ }).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.press('Escape');
  const stops: string[] = [];
  const places = {
    search: 'filter',
    '[role=slider]': 'timeline',
    '[data-list]': 'list',
    '[data-detail]': 'detail',
  };
  for (let stop = 0; stop < 20 && stops.at(-1) !== 'detail'; stop += 1) {
    const place = await page.evaluate(
      (known) => Object.entries(known).find(([at]) => document.activeElement?.closest(at))?.[1] ?? '',
      places,
    );
    if (place !== '' && place !== stops.at(-1)) stops.push(place);
    await page.keyboard.press('Tab');
  }
  expect(stops).toEqual(['filter', 'timeline', 'list', 'detail']);
});

test('Enter goes into the request, where the arrows scroll; Escape goes back to the list', async () => {
  const { page } = await openWith(3);
  const focusIsIn = (name: string) =>
    page.evaluate((label) => document.activeElement?.closest(`[aria-label="${label}"]`) !== null, name);
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await eventually(() => focusIsIn('Selected request')).toBe(true);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await expectSelected(page, 2);
  await page.keyboard.press('Escape');
  await eventually(() => focusIsIn('Requests, newest first')).toBe(true);
  await page.keyboard.press('ArrowDown');
  await expectSelected(page, 1);
});

test('1 to 5 choose the tab', async () => {
  const bin = await newBin(server().origin);
  await send(bin.captureUrl, { path: '/?a=1', headers: json, body: '{}' });
  const { page } = await visit(server().origin);
  await openInspector(page, bin);
  for (const [index, name] of ['Overview', 'Headers', 'Query', 'Body', 'Raw'].entries()) {
    await page.keyboard.press(`${index + 1}`);
    await eventually(() => page.getByRole('tab', { selected: true }).textContent()).toMatch(
      new RegExp(`^${name}`),
    );
  }
});

test('p pins a request and unpins it', async () => {
  const { bin, page } = await openWith(2);
  const pinned = async () => ((await (await bin.api('/captures/1')).json()) as { pinned: boolean }).pinned;
  await page.keyboard.press('j');
  await expectSelected(page, 1);
  await page.keyboard.press('p');
  await page.getByRole('option', { name: /^GET \/1.*pinned/ }).waitFor();
  expect(await pinned()).toBe(true);
  await page.keyboard.press('p');
  await page.getByRole('option', { name: /pinned/ }).waitFor({ state: 'detached' });
  expect(await pinned()).toBe(false);
});

test('Delete removes a request from the list at once, z brings it back, and it is deleted when the notice goes', async () => {
  const { bin, page } = await openWith(4);
  const statusOf = async (seq: number) => (await bin.api(`/captures/${seq}`)).status;
  const seqs = async () => (await seqsShown(page)).seqs;
  const notice = page.getByText(/^Request \d will be deleted for everyone in 10 seconds\.$/);
  await bin.api('/captures/2', { method: 'PATCH', body: '{"note":"kept","pinned":true}' });
  // Also while the newest is followed.
  await page.keyboard.press('Delete');
  await expectSelected(page, 3);
  await page.keyboard.press('z');
  await expectSelected(page, 4);
  for (const seq of [3, 2]) {
    await page.keyboard.press('j');
    await expectSelected(page, seq);
  }
  await page.keyboard.press('Delete');
  await notice.waitFor();
  await expectSelected(page, 1);
  expect(await seqs()).toEqual([4, 3, 1]);
  expect(await page.getByRole('alertdialog').count()).toBe(0);
  expect(await statusOf(2)).toBe(200);
  await page.keyboard.press('z');
  await expectSelected(page, 2);
  await notice.waitFor({ state: 'detached' });
  expect(await seqs()).toEqual([4, 3, 2, 1]);
  expect(await (await bin.api('/captures/2')).json()).toMatchObject({ note: 'kept', pinned: true });

  // The notice closed, another request deleted, the page left: each deletes what the notice was about.
  await page.keyboard.press('Delete');
  await notice.waitFor();
  await page.getByRole('status').getByRole('button', { name: 'Close' }).click();
  await eventually(() => statusOf(2)).toBe(404);
  await expectSelected(page, 1);
  await page.keyboard.press('Delete');
  await expectSelected(page, 3);
  await page.keyboard.press('Delete');
  await eventually(() => statusOf(1)).toBe(404);
  expect(await statusOf(3)).toBe(200);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expectSelected(page, 3);
  await page.keyboard.press('Delete');
  await expectSelected(page, 4);
  await page.goto('about:blank');
  await eventually(() => statusOf(3)).toBe(404);
  expect(await statusOf(4)).toBe(200);
});

test('? lists every key there is', async () => {
  const { page } = await openWith(1);
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  for (const { id, shown } of shortcuts) {
    const line = help.getByText(shortcutTitles[id], { exact: true }).locator('..');
    await line.waitFor();
    // Chromium says that it runs on Linux.
    for (const key of shown) await line.getByText(key === 'Mod' ? 'Ctrl' : key, { exact: true }).waitFor();
  }
  await page.keyboard.press('j');
  await page.keyboard.press('Escape');
  await help.waitFor({ state: 'detached' });
});

test('keys typed into a field do nothing else', async () => {
  const { bin, page } = await openWith(2);
  await page.evaluate(() => navigator.clipboard.writeText('untouched'));
  await inspector(page).button('More').click();
  await page.getByRole('menuitem', { name: 'Rename bin' }).click();
  const name = page.getByRole('textbox', { name: 'Name' });
  await name.pressSequentially('jkcp?12345');
  await name.press('Home');
  await name.press('Delete');
  expect(await name.inputValue()).toBe('kcp?12345');
  await page.keyboard.press('Escape');
  await name.waitFor({ state: 'detached' });
  await expectSelected(page, 2);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('untouched');
  expect(await page.getByRole('dialog').count()).toBe(0);
  expect(await (await bin.api('/captures/2')).json()).toMatchObject({ pinned: false });
});

test('keys pressed together with Control, Alt or Meta belong to the browser', async () => {
  const { page } = await openWith(2);
  await page.evaluate(() => navigator.clipboard.writeText('untouched'));
  for (const key of ['Control+c', 'Alt+j', 'Meta+c', 'Alt+1']) await page.keyboard.press(key);
  await expectSelected(page, 2);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('untouched');
});

test('the list is made narrower and wider with the arrow keys, and stays so', async () => {
  const { page } = await openWith(1);
  const width = async () => (await boxOf(page.getByRole('region', { name: 'Requests' }))).width;
  const before = await width();
  await page.getByRole('separator', { name: 'Width of the list' }).focus();
  for (let count = 0; count < 3; count++) await page.keyboard.press('ArrowLeft');
  await eventually(width).toBeLessThan(before - 50);
  const narrow = await width();
  await page.reload();
  await untilLive(page);
  expect(await width()).toBe(narrow);
});
