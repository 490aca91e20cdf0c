import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { phone, sharedBrowser } from '../support/chromium.ts';
import { newBin, sharedServer, type TestBin } from '../support/server.ts';
import { boxOf, eventually, follow, inspector, openInspector, untilLive } from './inspector.ts';
import { send } from './send.ts';

const server = sharedServer({ environment: { BIN_CAPACITY_CEILING: '50000' } });
const visit = sharedBrowser();

async function openSettings(page: Page, bin: TestBin): Promise<void> {
  await page.goto(`/i/${bin.key}/settings`);
  await page.getByText('All changes saved').waitFor();
}
const save = (page: Page) => page.getByRole('button', { name: 'Save changes' }).click();
/** What is said beneath a field. */
async function beneath(page: Page, label: string): Promise<string | null> {
  const field = page.getByLabel(label, { exact: true });
  return page.locator(`[id="${await field.getAttribute('aria-describedby')}"]`).textContent();
}
const sendMany = async (bin: TestBin, count: number) => {
  for (let number = 1; number <= count; number += 1) await send(bin.captureUrl, { path: `/${number}` });
};
const entry = (page: Page, title: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('link', { name: title, exact: true }) });

test('settings are saved together, and every open page learns them: name, address, limits, what had to go', async () => {
  const bin = await newBin(server().origin, { name: 'Orders' });
  await newBin(server().origin, { slug: 'taken-by-others' });
  await sendMany(bin, 6);
  const watcher = await visit(server().origin);
  await openInspector(watcher.page, bin);
  await watcher.page.getByText('6 of 10,000 requests').waitFor();
  await watcher.page.getByText('expires in 7 d').or(watcher.page.getByText('expires in 6 d 23 h')).waitFor();

  const { page, expectComplaint } = await visit(server().origin);
  expectComplaint(/status of 4(00|09)/);
  await openInspector(page, bin);
  await follow(page.getByRole('link', { name: 'Bin settings' }), page.getByText('All changes saved'));
  await page.getByLabel('Name').fill('Orders of the shop');
  await page.getByLabel('Slug').fill('taken-by-others');
  await page.getByLabel('Maximum requests').fill('4');
  await page.getByLabel('Maximum size').fill('lots');
  expect(await beneath(page, 'Maximum requests')).toBe(
    'The oldest 2 requests will be deleted when you save.',
  );
  await page.getByText('4 unsaved changes').waitFor();
  await save(page);
  expect(await beneath(page, 'Maximum size')).toContain('such as 512 MiB');
  await page.getByLabel('Maximum size').fill('100 MB');
  await save(page);
  await eventually(() => beneath(page, 'Slug')).toContain('already exists');
  expect(await page.getByLabel('Slug').evaluate((field) => field === document.activeElement)).toBe(true);
  await page.getByLabel('Slug').fill(`shop-${bin.slug}`);
  await page.keyboard.press('Enter');
  await page.getByText('All changes saved').waitFor();
  expect(await beneath(page, 'Slug')).toContain(`These old slugs still work: ${bin.slug} until`);

  await watcher.page.getByText('4 of 4 requests').waitFor();
  await watcher.page.getByText('2 evicted').waitFor();
  await watcher.page.getByRole('button', { name: 'Orders of the shop: switch to another bin' }).waitFor();
  await watcher.page.getByTitle(`/b/shop-${bin.slug}`).first().waitFor();
  expect(await inspector(watcher.page).rows.count()).toBe(4);
  // The old address goes on, and what comes that way is shown.
  expect(await send(bin.captureUrl, { path: '/by-the-old-address' })).toBe(200);
  await inspector(watcher.page).row('GET /by-the-old-address').waitFor();
  await watcher.page.getByText('3 evicted').waitFor();

  await page.getByRole('button', { name: 'Freeze bin' }).click();
  await watcher.page.getByText('Senders still get responses, but new requests are not stored.').waitFor();
  expect(await send(bin.captureUrl, { path: '/frozen' })).toBe(200);
  await watcher.page.getByRole('button', { name: 'Unfreeze' }).click();
  // “Unfreeze bin” before that.
  await page.getByRole('button', { name: 'Freeze bin', exact: true }).waitFor();
  await send(bin.captureUrl, { path: '/thawed' });
  await inspector(watcher.page).row('GET /thawed').waitFor();
  expect(await watcher.page.getByText('/frozen').count()).toBe(0);
});

test('a draft is not lost to what somebody else changes, and that is said', async () => {
  const bin = await newBin(server().origin, { name: 'Orders' });
  const { page } = await visit(server().origin);
  await openSettings(page, bin);
  await page.getByLabel('Name').fill('Mine');
  await bin.api('', { method: 'PATCH', body: '{"name":"Theirs","description":"Said by others"}' });
  await eventually(() => page.getByLabel('Description').inputValue()).toBe('Said by others');
  expect(await page.getByLabel('Name').inputValue()).toBe('Mine');
  expect(await beneath(page, 'Name')).toBe('Someone else has changed this to “Theirs”.');
  await page.getByRole('button', { name: 'Discard changes' }).click();
  expect(await page.getByLabel('Name').inputValue()).toBe('Theirs');
});

test('who may only look sees the settings and can change none', async () => {
  const bin = await newBin(server().origin, { name: 'Orders', description: 'Of the shop' });
  const link = await bin.api('/links', { method: 'POST', body: '{"role":"viewer"}' });
  const { key } = (await link.json()) as { key: string };
  const { page } = await visit(server().origin, phone);
  await page.goto(`/i/${key}/settings`);
  await page.getByText('Your link is view only.').waitFor();
  expect(await page.getByLabel('Description').inputValue()).toBe('Of the shop');
  expect(await page.getByLabel('Description').isDisabled()).toBe(true);
  expect(await page.getByRole('button', { name: /Save|Freeze|Clone|Delete/ }).count()).toBe(0);
  // On a phone the menu says what the status bar has no room for.
  await page.getByRole('link', { name: 'Orders' }).click();
  await untilLive(page);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByText('0 of 10,000 requests').filter({ visible: true }).waitFor();
  await page.getByRole('menuitem', { name: 'Bin settings' }).waitFor();
});

test('a bin deleted from its settings is back with a click, where it was listed and where it was open', async () => {
  const bin = await newBin(server().origin, { name: 'Old one' });
  await sendMany(bin, 1);
  const other = await visit(server().origin);
  other.expectComplaint(/status of 410|WebSocket connection to/);
  await openInspector(other.page, bin);
  const { page, expectComplaint } = await visit(server().origin);
  expectComplaint(/status of 410/);
  await openInspector(page, bin);
  await openSettings(page, bin);
  const remove = async () => {
    await page.getByRole('button', { name: 'Delete bin' }).click();
    const question = page.getByRole('alertdialog', { name: 'Delete Old one?' });
    await question.getByRole('button', { name: 'Delete bin' }).click();
    await entry(page, 'Old one').getByText('Deleted.').waitFor();
  };
  await remove();
  await other.page.getByRole('alert').getByRole('button', { name: 'Restore bin' }).click();
  await inspector(other.page).row('GET /1').waitFor();

  await openSettings(page, bin);
  await remove();
  await follow(
    page.getByRole('link', { name: 'Old one', exact: true }),
    page.getByRole('heading', { name: 'Old one was deleted' }),
  );
  await page.getByRole('button', { name: 'Restore bin' }).click();
  await inspector(page).row('GET /1').waitFor();
});

test('my bins say what is new, keep the order chosen, and go to another browser by a link', async () => {
  const [one, two] = [
    await newBin(server().origin, { name: 'Bin one' }),
    await newBin(server().origin, { name: 'Bin two' }),
  ];
  const { page } = await visit(server().origin);
  for (const bin of [one, two]) await openInspector(page, bin);
  await page.goto('/');
  await entry(page, 'Bin one').getByText('No requests yet').waitFor();
  await sendMany(one, 3);
  const titles = () => page.getByRole('listitem').getByRole('link').allTextContents();
  expect(await titles()).toEqual(['Bin two', 'Bin one']);
  await page.reload();
  await entry(page, 'Bin one').getByText('3 requests · 3 new').waitFor();
  await page.getByRole('button', { name: 'Last request' }).click();
  expect(await titles()).toEqual(['Bin one', 'Bin two']);
  await page.getByRole('button', { name: 'Actions for Bin two' }).click();
  await page.getByRole('menuitem', { name: 'Pin to top' }).click();
  await page.reload();
  await entry(page, 'Bin two').getByLabel('Pinned').waitFor();
  expect(await titles()).toEqual(['Bin two', 'Bin one']);

  // The page of the bin says the same, until somebody looks or opens it again.
  await entry(page, 'Bin one').getByRole('link', { name: 'Bin one' }).click();
  await untilLive(page);
  await page.getByRole('button', { name: '3 received while you were away' }).waitFor();
  await page.goto('/');
  await sendMany(one, 120);
  await openInspector(page, one);
  await page.getByRole('button', { name: '120 received while you were away' }).click();
  // The first of them is older than the rows that the page begins with.
  await inspector(page).detail(4).waitFor();
  await page.getByText('received while you were away').waitFor({ state: 'detached' });
  // The list goes on to mark where they begin.
  const boundary = await boxOf(page.locator('[data-away]'));
  const first = await boxOf(page.locator('#capture-4'));
  expect(Math.abs(boundary.y - (first.y + first.height))).toBeLessThan(2);
  // What the page of the reply settings shows was not received while away.
  await page.setViewportSize({ width: 1400, height: 900 });
  await page.goto(`/i/${one.key}/replies`);
  // The button works once the page is live.
  await untilLive(page);
  await page.getByRole('button', { name: 'Send test request' }).click();
  await page.getByRole('link', { name: /^POST\s*\/test/ }).waitFor();
  // Nor were more than it shows that arrived at once.
  await Promise.all(Array.from({ length: 40 }, () => send(one.captureUrl, { path: '/many' })));
  await page.locator(`a[href="/i/${one.key}/164"]`).waitFor();
  await openInspector(page, one);
  expect(await page.getByText('received while you were away').count()).toBe(0);
  await page.reload();
  await untilLive(page);
  expect(await page.getByText('received while you were away').count()).toBe(0);
  await page.goto('/');

  await page.getByRole('button', { name: 'Move to another browser' }).click();
  await page.getByRole('dialog').getByText('anyone who has one of them gets the same access').waitFor();
  await page.getByRole('button', { name: 'Copy link: Link with my bins' }).click();
  await eventually(() => page.evaluate(() => navigator.clipboard.readText())).toContain('#bins=');
  const link = await page.evaluate(() => navigator.clipboard.readText());

  const elsewhere = await visit(server().origin);
  await elsewhere.page.goto(link);
  const dialog = elsewhere.page.getByRole('dialog', { name: 'Add these bins?' });
  await dialog.getByText('Bin one').waitFor();
  expect(new URL(elsewhere.page.url()).hash).toBe('');
  expect(await elsewhere.page.evaluate(() => localStorage.getItem('wirebin.bins'))).toBeNull();
  await dialog.getByRole('button', { name: 'Add 2 bins' }).click();
  await entry(elsewhere.page, 'Bin two').getByLabel('Pinned').waitFor();
  await entry(elsewhere.page, 'Bin one').getByText('164 requests').waitFor();
  // Neither list nor keys went to the server, and no bin was made for a first visit.
  expect(elsewhere.asked.filter((url) => url.includes(one.key) || url.includes('bins='))).toEqual([]);
  await entry(elsewhere.page, 'Bin one').getByRole('link', { name: 'Bin one' }).click();
  await inspector(elsewhere.page).rows.first().waitFor();
});
