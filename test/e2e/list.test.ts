import { gzipSync } from 'node:zlib';
import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { phone, sharedBrowser } from '../support/chromium.ts';
import { newBin, sharedServer } from '../support/server.ts';
import { boxOf, eventually, inspector, openInspector, seqsShown } from './inspector.ts';
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

  // The bars go on to now: on a slow machine all that was sent is among the first of them, the late one never in the first.
  const { x, y } = await boxOf(chart);
  await page.mouse.move(x + 1, y + 20);
  await page.mouse.down();
  await page.mouse.move(x + 3, y + 20, { steps: 2 });
  await page.mouse.up();
  await eventually(() => box.inputValue()).toMatch(/^after:\S+Z before:\S+Z$/);
  // The label is that of the range which is filtered, and stays so.
  const range = await filteredRange(box);
  await eventually(() => page.getByText(range, { exact: true }).count()).toBe(1);
  await page.mouse.move(x, y + 300);
  await eventually(() => new URL(page.url()).searchParams.get('filter')).toContain('after:');
  await page.reload();
  await eventually(() => page.getByText(range, { exact: true }).count()).toBe(1);
  await page.getByText(`Filtered to ${range}`).waitFor({ state: 'attached' });
  await eventually(seqs).not.toContain(13);
  await page.getByRole('button', { name: 'Clear time range' }).click();
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
  await page.getByRole('menuitem', { name: 'Show as table' }).click();
  await page.getByRole('dialog').getByRole('columnheader', { name: 'DELETE' }).waitFor();
});

test('several requests are selected by keys, exported, and deleted together without those that are pinned', async () => {
  const bin = await newBin(server().origin);
  await sendMany(bin.captureUrl, 6);
  await bin.api('/captures/5', { method: 'PATCH', body: '{"pinned":true}' });
  const { page } = await visit(server().origin);
  await openInspector(page, bin);
  await inspector(page).detail(6).waitFor();
  for (const key of ['x', 'Shift+J', 'Shift+ArrowDown']) await page.keyboard.press(key);
  await page.getByText('3 selected').waitFor();
  await inspector(page).button('Export').click();
  await eventually(() => page.getByRole('dialog').getByRole('combobox').inputValue()).toBe('seq:4-6');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await inspector(page).list.focus();
  await page.keyboard.press('Delete');
  // The pinned one stays.
  await page.getByText('2 requests will be deleted for everyone in 10 seconds.').waitFor();
  await page.getByText('3 selected').waitFor({ state: 'detached' });
  await inspector(page).detail(3).waitFor();
  expect((await seqsShown(page)).seqs).toEqual([5, 3, 2, 1]);
  const statusOf = async (seq: number) => (await bin.api(`/captures/${seq}`)).status;
  expect(await statusOf(6)).toBe(200);
  // After the time that the notice says, without anybody's doing.
  await eventually(() => statusOf(6)).toBe(404);
  expect([await statusOf(5), await statusOf(4)]).toEqual([200, 404]);
  expect((await seqsShown(page)).seqs).toEqual([5, 3, 2, 1]);
});

test('two picked requests are compared, and types are made of exactly those that are picked', async () => {
  const bin = await newBin(server().origin);
  const order = (body: string, path = '/orders') => send(bin.captureUrl, { path, headers: json, body });
  await order('{"id":1,"state":"open"}');
  await order('{"id":2,"state":"open"}');
  await order('{"other":true}', '/else');
  await order('{"id":3,"state":"paid","paid_at":1}');
  const { page } = await visit(server().origin);
  const { row, rows, list, button } = inspector(page);
  await openInspector(page, bin);
  await inspector(page).detail(4).waitFor();
  const pick = (index: number) => rows.nth(index).click({ modifiers: ['Control'] });
  const bar = page.getByRole('region', { name: 'Selection' });
  const comparison = page.getByRole('dialog', { name: 'Compare request 4' });
  const types = page.getByRole('dialog', { name: 'Types from requests' });

  await pick(3);
  await bar.getByText('1 selected').waitFor();
  expect(await bar.getByRole('button', { name: 'Compare' }).count()).toBe(0);
  await pick(0);
  await bar.getByRole('button', { name: 'Compare' }).click();
  // The one before it of its kind would be 2.
  await eventually(() => comparison.getByLabel('Compare with').inputValue()).toBe('1');
  await comparison.getByText('$.paid_at').waitFor();
  await page.keyboard.press('Escape');
  await comparison.waitFor({ state: 'detached' });

  await row('POST /else').click({ modifiers: ['Control'] });
  await bar.getByText('3 selected').waitFor();
  expect(await bar.getByRole('button', { name: 'Compare' }).count()).toBe(0);
  await list.focus();
  await page.keyboard.press('d');
  await page.getByText('Select two requests to compare them').waitFor({ state: 'attached' });
  await bar.getByRole('button', { name: 'Types' }).click();
  await types.getByText('From 3 selected requests').waitFor();
  const news = await types.getByRole('region', { name: 'New fields' }).getByRole('listitem').allInnerTexts();
  expect(news).toEqual(['$.other since #3', '$.paid_at since #4']);
  await page.keyboard.press('Escape');
  await types.waitFor({ state: 'detached' });

  // The keys mean the selection too; without one, the request that is shown.
  await row('POST /else').click({ modifiers: ['Control'] });
  await bar.getByText('2 selected').waitFor();
  await list.focus();
  await page.keyboard.press('t');
  await types.getByText('From 2 selected requests').waitFor();
  await page.keyboard.press('Escape');
  await types.waitFor({ state: 'detached' });
  await list.focus();
  await page.keyboard.press('d');
  await eventually(() => comparison.getByLabel('Compare with').inputValue()).toBe('1');
  await page.keyboard.press('Escape');
  await comparison.waitFor({ state: 'detached' });
  await button('Clear selection').click();
  await list.focus();
  await page.keyboard.press('d');
  await eventually(() => comparison.getByLabel('Compare with').inputValue()).toBe('2');
});

test('a row says that its sender has tried again, and no longer once the other attempt is gone', async () => {
  const bin = await newBin(server().origin);
  const push = (delivery: string) =>
    send(bin.captureUrl, {
      path: '/hook',
      headers: [...json, ['X-GitHub-Event', 'push'], ['X-GitHub-Delivery', delivery]],
      body: '{}',
    });
  await push('72d3162e-cc78-11e3-81ab-4c9367dc0958');
  const { page } = await visit(server().origin);
  await openInspector(page, bin);
  const { rows } = inspector(page);
  await push('72d3162e-cc78-11e3-81ab-4c9367dc0000');
  await push('72d3162e-cc78-11e3-81ab-4c9367dc0958');
  const names = () => rows.evaluateAll((all) => all.map((row) => row.getAttribute('aria-label')));
  await eventually(async () =>
    (await names()).map((name) => /attempt \d of \d/.exec(name ?? '')?.[0]),
  ).toEqual(['attempt 2 of 2', undefined, 'attempt 1 of 2']);
  await rows.first().getByText('2 / 2').waitFor();
  await bin.api('/captures/1', { method: 'DELETE' });
  await eventually(names).toHaveLength(2);
  expect((await names()).join()).not.toContain('attempt');
  await rows.first().getByText('2 / 2').waitFor({ state: 'detached' });
});

test('everything is in the palette once, and its keys do the same', async () => {
  const bin = await newBin(server().origin);
  await sendMany(bin.captureUrl, 2);
  const { page } = await visit(server().origin);
  await openInspector(page, bin);
  await inspector(page).detail(2).waitFor();
  await page.keyboard.press('Control+k');
  const search = page.getByRole('combobox', { name: 'Search commands' });
  await search.waitFor();
  const labels = await page.getByRole('option').locator('span:first-child').allInnerTexts();
  const wanted = [
    'Compare with',
    'Generate types',
    'Copy link',
    'Share',
    'Export',
    'Reply settings',
    'Sender report',
    'Bin settings',
  ];
  for (const words of wanted) {
    expect(labels.filter((label) => label.startsWith(words))).toHaveLength(1);
    const line = page.getByRole('option', { name: words }).first();
    expect(await line.locator('kbd').count(), words).toBeGreaterThan(0);
  }
  expect(new Set(labels).size).toBe(labels.length);
  await search.fill('sender rep');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/report$/);

  await openInspector(page, bin);
  await page.keyboard.press('A');
  await page.waitForURL(/\/replies$/);
  await openInspector(page, bin);
  await page.keyboard.press(',');
  await page.waitForURL(/\/settings$/);
  await openInspector(page, bin);
  await page.keyboard.press('s');
  await page.getByRole('dialog', { name: 'Share' }).waitFor();
});

test('a link to look at offers only what it may do', async () => {
  const bin = await newBin(server().origin);
  await sendMany(bin.captureUrl, 1);
  const { key } = await (await bin.api('/links', { method: 'POST', body: '{"role":"viewer"}' })).json();
  const { page } = await visit(server().origin);
  await openInspector(page, { key });
  await inspector(page).detail(1).waitFor();
  await page.keyboard.press('A');
  await page.keyboard.press('Control+k');
  await page.getByRole('option', { name: 'Sender report' }).waitFor();
  const labels = (await page.getByRole('option').allInnerTexts()).join();
  expect(labels).not.toMatch(/Delete|Pin|note|Reply settings|Share/);
  expect(page.url()).not.toContain('replies');
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
  await command('note', /^Add or edit a note/);
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

  await inspector(page).button('View options: order, columns, times, timeline').click();
  await page.getByRole('menuitemcheckbox', { name: 'Client IP address' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Show absolute times' }).click();
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
  // In older versions of Safari, a click does not say that it was a tap.
  await inspector(page)
    .row('POST /n/2')
    .evaluate((row) => {
      row.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, pointerType: 'touch' }));
      row.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    });
  await page.getByText('2 selected').waitFor();
  const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
  expect(await fits()).toBe(true);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search commands' }).waitFor();
  expect(await fits()).toBe(true);
});

test('the inspector starts with less than 256 KB of compressed JavaScript', async () => {
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
  expect(bytes).toBeLessThan(256_000);
});

test('the oldest requests may come first, all of them, and what arrives is appended and followed at the end', async () => {
  const bin = await newBin(server().origin);
  await sendMany(bin.captureUrl, 230);
  const { page } = await visit(server().origin);
  await openInspector(page, bin);
  const { list } = inspector(page);
  const seqs = async () => (await seqsShown(page)).seqs;
  const opened = (seq: number) => inspector(page).detail(seq).waitFor();
  await opened(230);
  await inspector(page)
    .button(/^View options/)
    .click();
  await page.getByRole('menuitemradio', { name: 'Oldest first' }).click();
  await page.keyboard.press('Escape');
  await eventually(() => list.getAttribute('aria-label')).toBe('Requests, oldest first');
  // The newest is opened still, and in sight at the end.
  await page.locator('#capture-230').waitFor();
  await send(bin.captureUrl, { method: 'PUT', path: '/appended' });
  await opened(231);
  await page.locator('#capture-231').waitFor();
  await eventually(async () => (await seqs()).length).toBe(231);
  expect(await seqs()).toEqual(Array.from({ length: 231 }, (_, index) => index + 1));

  await page.reload();
  await eventually(async () => (await seqs())[0]).toBe(1);
  await list.focus();
  await page.keyboard.press('Home');
  await opened(1);
  await page.keyboard.press('j');
  await opened(2);
  await page.keyboard.press('k');
  await opened(1);
  // While an older one is read, nothing moves.
  await send(bin.captureUrl, { path: '/unseen' });
  await inspector(page).button('1 new').waitFor();
  await page.locator('#capture-1').waitFor();
  await page.keyboard.press('End');
  await opened(232);
  await send(bin.captureUrl, { path: '/followed' });
  await opened(233);

  await inspector(page)
    .button(/^View options/)
    .click();
  await page.getByRole('menuitemradio', { name: 'Newest first' }).click();
  await page.keyboard.press('Escape');
  await eventually(async () => (await seqs())[0]).toBe(233);
});

test('identical requests that follow each other are one row, which is opened, picked, deleted and counted on', async () => {
  const bin = await newBin(server().origin);
  const health = async (count: number) => {
    for (let sent = 0; sent < count; sent++) await send(bin.captureUrl, { path: '/health' });
  };
  await health(3);
  await send(bin.captureUrl, { path: '/orders', headers: json, body: '{}' });
  await health(2);
  const { page } = await visit(server().origin);
  await openInspector(page, bin);
  const { rows, list, detail, button, selected } = inspector(page);
  /** What the rows show: `GET /health × 2`, with `+` for those of an open group. */
  const shown = () =>
    rows.evaluateAll((all) =>
      all
        .sort((a, b) => Number(a.ariaPosInSet) - Number(b.ariaPosInSet))
        .map((row) => {
          const [what] = row.ariaLabel!.split(',');
          const group = /(\d+) requests, identical, (\w+)/.exec(row.ariaLabel!);
          return group ? `${what} × ${group[1]} ${group[2]}` : what;
        }),
    );
  await detail(6).waitFor();
  await button(/^View options/).click();
  await page.getByRole('menuitemcheckbox', { name: 'Group identical requests' }).click();
  await page.keyboard.press('Escape');
  await eventually(shown).toEqual(['GET /health × 2 collapsed', 'POST /orders', 'GET /health × 3 collapsed']);
  await page.reload();
  await rows.first().getByText('× 2').waitFor();

  // Followed, the newest of a group is shown, and its row stays where it is.
  await health(1);
  await detail(7).waitFor();
  await eventually(shown).toEqual(['GET /health × 3 collapsed', 'POST /orders', 'GET /health × 3 collapsed']);
  await list.focus();
  await page.keyboard.press('j');
  await detail(4).waitFor();
  const { y } = await boxOf(selected);
  await health(1);
  await rows.first().getByText('× 4').waitFor();
  expect((await boxOf(selected)).y).toBe(y);
  expect(await page.locator('[data-news]').count()).toBe(0);

  // Keys go from row to row, and open a group.
  await page.keyboard.press('j');
  await detail(3).waitFor();
  await page.keyboard.press('g');
  await eventually(async () => (await shown()).slice(1)).toEqual([
    'POST /orders',
    'GET /health × 3 expanded',
    'GET /health',
    'GET /health',
  ]);
  await page.keyboard.press('j');
  await detail(2).waitFor();
  await page.keyboard.press('g');
  await eventually(async () => (await shown()).length).toBe(3);
  expect(await detail(2).count()).toBe(1);
  expect(await selected.getAttribute('aria-posinset')).toBe('3');
  await rows.nth(2).locator('[data-group]').click();
  await eventually(async () => (await shown()).length).toBe(5);
  await rows.nth(2).locator('[data-group]').click();
  await eventually(async () => (await shown()).length).toBe(3);

  // A closed group is picked as a whole; what is deleted comes back into it.
  await list.focus();
  await page.keyboard.press('x');
  await page.getByText('3 selected').waitFor();
  await page.keyboard.press('Shift+K');
  await page.getByText('4 selected').waitFor();
  await page.keyboard.press('Shift+K');
  await page.getByText('8 selected').waitFor();
  await page.keyboard.press('Escape');
  await rows.nth(2).click({ modifiers: ['Control'] });
  await page.getByText('3 selected').waitFor();
  await list.focus();
  await page.keyboard.press('Delete');
  await page.getByText('3 requests will be deleted for everyone in 10 seconds.').waitFor();
  await eventually(shown).toEqual(['GET /health × 4 collapsed', 'POST /orders']);
  await page.keyboard.press('z');
  await eventually(async () => (await shown()).length).toBe(3);
  // One of a group is deleted alone.
  await rows.first().click();
  await list.focus();
  await page.keyboard.press('Delete');
  await rows.first().getByText('× 3').waitFor();
  await page.keyboard.press('z');
  await rows.first().getByText('× 4').waitFor();

  // What the filter finds is grouped anew, in the other order too.
  await page.getByRole('combobox', { name: 'Filter requests' }).fill('method:GET');
  await eventually(shown).toEqual(['GET /health × 7 collapsed']);
  await page.goto(`/i/${bin.key}`);
  await rows.first().getByText('× 4').waitFor();
  await button(/^View options/).click();
  await page.getByRole('menuitemradio', { name: 'Oldest first' }).click();
  await page.keyboard.press('Escape');
  await eventually(shown).toEqual(['GET /health × 3 collapsed', 'POST /orders', 'GET /health × 4 collapsed']);
});

/** The time range of the filter as the timeline shows it: `08:41:12 – 08:41:20`. */
async function filteredRange(box: Locator): Promise<string> {
  const text = await box.inputValue();
  return box.page().evaluate((filter) => {
    const time = (key: string) => new RegExp(`${key}:(\\S+)`).exec(filter)![1]!;
    const clock = (key: string) => new Date(time(key)).toLocaleTimeString('en-GB');
    return `${clock('after')} – ${clock('before')}`;
  }, text);
}
