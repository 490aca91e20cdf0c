import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { phone, sharedBrowser } from '../support/chromium.ts';
import { newBin, sharedServer } from '../support/server.ts';
import { eventually, inspector, openInspector, seqsShown } from './inspector.ts';
import { json, send, sendMany } from './send.ts';

const server = sharedServer();
const visit = sharedBrowser();
const say = (words: string) => process.stdout.write(`${words}\n`);

test('what is brushed in the timeline becomes the filter, by pointer and by keys, and is told in words', async () => {
  const bin = await newBin(server().origin);
  await sendMany(bin.captureUrl, 12);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  await send(bin.captureUrl, { method: 'DELETE', path: '/late' });
  const { page } = await visit(server().origin);
  await openInspector(page, bin);
  const chart = page.getByRole('slider', { name: /^Requests over time/ });
  const box = page.getByRole('combobox', { name: 'Filter requests' });
  const seqs = async () => (await seqsShown(page)).seqs;
  await chart.waitFor();
  await page.getByText(/^13 requests from .* 2xx 13\. Most at/).waitFor({ state: 'attached' });

  const { x, y, width } = (await chart.boundingBox())!;
  await page.mouse.move(x + 1, y + 20);
  await page.mouse.down();
  await page.mouse.move(x + width / 4, y + 20, { steps: 4 });
  await page.mouse.up();
  await eventually(() => box.inputValue()).toMatch(/^after:\S+Z before:\S+Z$/);
  await eventually(seqs).not.toContain(13);
  await page.getByRole('button', { name: 'Show requests of any time' }).click();
  await eventually(async () => (await seqs()).length).toBe(13);

  await chart.focus();
  await page.keyboard.press('End');
  for (let step = 0; step < 10; step++) await page.keyboard.press('Shift+ArrowLeft');
  expect(await chart.getAttribute('aria-valuetext')).toContain('selected from');
  await page.keyboard.press('Enter');
  await eventually(() => box.inputValue()).toMatch(/^after:/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await eventually(() => box.inputValue()).toBe('');

  await page.getByRole('button', { name: /^Timeline by/ }).click();
  await page.getByRole('menuitemradio', { name: 'Method' }).click();
  await page.keyboard.press('Escape');
  await page
    .getByText(/DELETE 1/)
    .first()
    .waitFor({ state: 'attached' });
  await page.getByRole('button', { name: /^Timeline by method/ }).click();
  await page.getByRole('menuitem', { name: 'Show as a table' }).click();
  await page.getByRole('dialog').getByRole('columnheader', { name: 'DELETE' }).waitFor();
});

test('several requests are selected by keys, exported and deleted together, after asking', async () => {
  const bin = await newBin(server().origin);
  await sendMany(bin.captureUrl, 6);
  await bin.api('/captures/5', { method: 'PATCH', body: '{"pinned":true}' });
  const { page } = await visit(server().origin);
  await openInspector(page, bin);
  await inspector(page).detail(6).waitFor();
  for (const key of ['x', 'Shift+J', 'Shift+ArrowDown']) await page.keyboard.press(key);
  await page.getByText('3 selected').waitFor();
  await inspector(page).button('Export').click();
  await eventually(() => page.getByRole('dialog').getByRole('textbox').inputValue()).toBe('seq:4-6');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await inspector(page).list.focus();
  await page.keyboard.press('Delete');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete 3' }).click();
  // The pinned one stays.
  await eventually(async () => (await seqsShown(page)).seqs).toEqual([5, 3, 2, 1]);
  await page.getByText('3 selected').waitFor({ state: 'detached' });
});

test('everything is in the palette; the list pauses; a note is written; columns are chosen, and all stays so', async () => {
  const bin = await newBin(server().origin, { name: 'Acme' });
  await sendMany(bin.captureUrl, 5);
  const { page } = await visit(server().origin);
  await openInspector(page, bin);
  await inspector(page).detail(5).waitFor();
  const command = async (typed: string, name: string | RegExp) => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search commands' }).fill(typed);
    await page.getByRole('option', { name }).first().click();
  };
  await command('2', 'Go to request 2');
  await inspector(page).detail(2).waitFor();
  await command('note', /^Write a note/);
  await page.getByRole('textbox', { name: 'Note' }).fill('the one that failed');
  await page.getByRole('button', { name: 'Save' }).click();
  await inspector(page).list.getByText('the one that failed').waitFor();

  await page.keyboard.press('Home');
  await page.keyboard.press('P');
  await sendMany(bin.captureUrl, 3);
  await inspector(page).button('3 new').waitFor();
  await eventually(() => page.title()).toBe('(3) Acme · Wirebin');
  expect((await seqsShown(page)).seqs).toEqual([5, 4, 3, 2, 1]);
  await inspector(page).button('3 new').click();
  await eventually(async () => (await seqsShown(page)).seqs[0]).toBe(8);

  await inspector(page).button('Columns and times').click();
  await page.getByRole('menuitemcheckbox', { name: 'Address' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Times of day instead of ages' }).click();
  await page.keyboard.press('Escape');
  const region = page.getByRole('region', { name: 'Requests', exact: true });
  await region.getByText('From', { exact: true }).waitFor();
  await page.reload();
  await region.getByText('From', { exact: true }).waitFor();
  await region
    .getByText(/^\d\d:\d\d:\d\d\.\d{3}$/)
    .first()
    .waitFor();
});

test('a phone has the timeline, the selection and the palette without anything cut off', async () => {
  const bin = await newBin(server().origin);
  await sendMany(bin.captureUrl, 5);
  const { page } = await visit(server().origin, phone);
  await openInspector(page, bin);
  await page.getByRole('slider', { name: /^Requests over time/ }).waitFor();
  await page.keyboard.press('x');
  await page.getByText('1 selected').waitFor();
  const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
  expect(await fits()).toBe(true);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search commands' }).waitFor();
  expect(await fits()).toBe(true);
});

test('the inspector starts with less than 250 KB of compressed JavaScript', async () => {
  const bin = await newBin(server().origin);
  await send(bin.captureUrl, { headers: json, body: '{}' });
  const html = await (await fetch(`${server().origin}/i/${bin.key}`)).text();
  // Polyfills for browsers of long ago, which no other fetches, are `noModule`.
  const old = /<script[^>]*src="([^"]+)"[^>]*noModule/i.exec(html)?.[1];
  const found = [...html.matchAll(/\/_next\/static\/[\w./~-]+\.js/g)].map(([path]) => path);
  const scripts = new Set(found.filter((path) => path !== old));
  let bytes = 0;
  for (const path of scripts) {
    bytes += gzipSync(new Uint8Array(await (await fetch(`${server().origin}${path}`)).arrayBuffer())).length;
  }
  say(`first load: ${scripts.size} scripts, ${Math.round(bytes / 1024)} KiB with gzip`);
  expect(scripts.size).toBeGreaterThan(3);
  expect(bytes).toBeLessThan(250_000);
});
