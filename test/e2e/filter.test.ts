import { gzipSync } from 'node:zlib';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { phone, sharedBrowser } from '../support/chromium.ts';
import { newBin, sharedServer } from '../support/server.ts';
import { eventually, expectText, inspector, openInspector, seqsShown } from './inspector.ts';
import { json, send, sendMany } from './send.ts';

const server = sharedServer();
const visit = sharedBrowser();

const matchCount = (page: Page) => page.getByText(/of [\d,]+ match$/);

/** A bin with three kinds of requests, twice each; the second PUT was answered, as all are, and is pinned. */
async function binWithKinds() {
  const bin = await newBin(server().origin);
  for (const round of [1, 2]) {
    await send(bin.captureUrl, { path: '/orders', headers: json, body: `{"event":"evt_${round}"}` });
    await send(bin.captureUrl, { method: 'PUT', path: '/files', body: 'x'.repeat(2000 * round) });
    await send(bin.captureUrl, { path: '/health' });
  }
  await bin.api('/captures/5', { method: 'PATCH', body: '{"pinned":true}' });
  return bin;
}

test('people filter by typing: keys and values are offered, what is wrong is said, the address keeps it', async () => {
  const bin = await binWithKinds();
  const { page } = await visit(server().origin);
  await openInspector(page, bin);
  const box = page.getByRole('combobox', { name: 'Filter requests' });
  const count = matchCount(page);
  const seqs = async () => (await seqsShown(page)).seqs;

  await page.keyboard.press('/');
  await page.keyboard.type('met');
  await page.getByRole('option', { name: /^method:/ }).waitFor();
  for (const key of ['ArrowDown', 'Enter']) await page.keyboard.press(key);
  await page.keyboard.type('pu');
  for (const key of ['ArrowDown', 'Enter']) await page.keyboard.press(key);
  await eventually(() => box.inputValue()).toBe('method:PUT ');
  await expectText(count, '2 of 6 match');
  expect(await seqs()).toEqual([5, 2]);
  await eventually(() => new URL(page.url()).searchParams.get('filter')).toBe('method:PUT');

  await page.keyboard.type('size>big ');
  await page.getByText('Enter a number of bytes, such as size>10k.').waitFor();
  expect(await box.getAttribute('aria-invalid')).toBe('true');
  await expectText(count, '2 of 6 match');
  await box.fill('-method:PUT -path:/health body:evt_2');
  await page.keyboard.press('Enter');
  await expectText(count, '1 of 6 match');
  await inspector(page).detail(4).waitFor();
  await eventually(() => new URL(page.url()).searchParams.get('filter')).toContain('evt_2');

  await page.reload();
  await expectText(count, '1 of 6 match');
  const isIn = (place: Locator) => place.evaluate((element) => element === document.activeElement);
  const suggestions = page.getByRole('listbox', { name: 'Suggestions' });
  // Escape closes the suggestions, and then each of these keys leaves the box. The filter stays.
  for (const key of ['Escape', 'Enter', 'ArrowDown', 'Alt+ArrowDown']) {
    await box.fill('path:/ord');
    await suggestions.waitFor();
    await page.keyboard.press('Escape');
    await suggestions.waitFor({ state: 'detached' });
    expect(await isIn(box)).toBe(true);
    await page.keyboard.press(key);
    if (key === 'Alt+ArrowDown') await suggestions.waitFor();
    expect(await isIn(key === 'Alt+ArrowDown' ? box : inspector(page).list), key).toBe(true);
    expect(await box.inputValue()).toBe('path:/ord');
  }
  await page.keyboard.press('Enter');
  await eventually(seqs).toEqual([4, 1]);
  // Letters are shortcuts again.
  await page.keyboard.press('j');
  await inspector(page).detail(1).waitFor();

  // A request that stays open beside a list without it says so.
  await box.fill('method:PUT');
  await page.keyboard.press('Enter');
  await eventually(seqs).toEqual([5, 2]);
  const left = inspector(page).detail(1).getByText('This request does not match the filter.');
  await left.waitFor();
  await inspector(page).detail(1).getByRole('button', { name: 'Clear filter' }).click();
  await eventually(seqs).toEqual([6, 5, 4, 3, 2, 1]);
  expect(await left.count()).toBe(0);

  await box.fill('method:PUT');
  await page.keyboard.press('Enter');
  await eventually(seqs).toEqual([5, 2]);
  await page.keyboard.press('Shift+F');
  await eventually(seqs).toEqual([6, 5, 4, 3, 2, 1]);

  await box.fill('note:nothing');
  await page.getByText('No matching requests').waitFor();
  await page.getByRole('button', { name: 'Clear filter' }).last().click();
  await eventually(seqs).toEqual([6, 5, 4, 3, 2, 1]);
});

test.for([
  { text: 'method:POST', name: 'the page judges' },
  { text: 'header:content-type=json', name: 'the server is asked' },
])('with $text ($name) what arrives is shown when it matches, and only then', async ({ text }) => {
  const bin = await binWithKinds();
  const { page, expectComplaint } = await visit(server().origin);
  // The page may be asking for the newest, which it shows, as that is deleted.
  expectComplaint(/status of 404/);
  await page.goto(`/i/${bin.key}?filter=${encodeURIComponent(text)}`);
  await expectText(matchCount(page), '2 of 6 match');
  await send(bin.captureUrl, { method: 'PUT', path: '/other' });
  await sendMany(bin.captureUrl, 60);
  await expectText(matchCount(page), '62 of 67 match');
  const { seqs } = await seqsShown(page);
  expect(seqs).toHaveLength(62);
  expect(seqs).not.toContain(7);

  await bin.api(`/captures/${seqs[0]}`, { method: 'DELETE' });
  await expectText(matchCount(page), '61 of 66 match');
});

test('a request that is pinned appears in a list of pinned ones, and leaves when it is unpinned', async () => {
  const bin = await binWithKinds();
  const { page } = await visit(server().origin);
  await page.goto(`/i/${bin.key}?filter=is:pinned`);
  const seqs = async () => (await seqsShown(page)).seqs;
  await eventually(seqs).toEqual([5]);
  await bin.api('/captures/2', { method: 'PATCH', body: '{"pinned":true}' });
  await eventually(seqs).toEqual([5, 2]);
  await inspector(page).row('PUT /files').click();
  await page.keyboard.press('p');
  await eventually(seqs).toEqual([2]);
});

test('a value that is seen becomes the filter: by a menu, by Alt and a click, by a header', async () => {
  const bin = await binWithKinds();
  const { page } = await visit(server().origin);
  await openInspector(page, bin, 4);
  const box = page.getByRole('combobox', { name: 'Filter requests' });
  const filtered = (text: string) => eventually(async () => (await box.inputValue()).trim()).toBe(text);
  await inspector(page).detail(4).waitFor();
  await page.keyboard.press('f');
  await page.getByRole('menuitem', { name: 'method:POST', exact: true }).click();
  await filtered('method:POST');
  await page.getByRole('menu').waitFor({ state: 'detached' });
  await page.keyboard.press('f');
  await page.getByRole('menuitem', { name: '-method:POST', exact: true }).click();
  await filtered('-method:POST');
  await inspector(page)
    .row('PUT /files')
    .getByText('PUT')
    .click({ modifiers: ['Alt'] });
  await filtered('-method:POST method:PUT');
  await box.fill('');
  await page.keyboard.press('Enter');
  await inspector(page).row('POST /orders').click();
  await inspector(page).tab('Headers').click();
  await inspector(page).button('Filter by Content-Type').click();
  await page.getByRole('menuitem', { name: 'header:content-type=application/json', exact: true }).click();
  await filtered('header:content-type=application/json');
  await eventually(async () => (await seqsShown(page)).seqs).toEqual([4, 1]);
});

test('a fact of the request that is shown becomes the filter when it is clicked; with Ctrl, all others', async () => {
  const bin = await newBin(server().origin);
  const hook = (event: string) =>
    send(bin.captureUrl, {
      path: '/hook',
      headers: [...json, ['X-GitHub-Event', event], ['X-GitHub-Delivery', '72d3162e-cc78-11e3-81ab']],
      body: '{}',
    });
  await hook('push');
  await send(bin.captureUrl, { method: 'PUT', path: '/other', body: 'a' });
  await hook('ping');
  const { page } = await visit(server().origin);
  await openInspector(page, bin, 3);
  const detail = inspector(page).detail(3);
  const box = page.getByRole('combobox', { name: 'Filter requests' });
  const filtered = (text: string) => eventually(async () => (await box.inputValue()).trim()).toBe(text);
  const seqs = async () => (await seqsShown(page)).seqs;
  const fact = (name: string) => detail.getByRole('button', { name, exact: true }).first();

  await fact('GitHub').click();
  await filtered('provider:github');
  await eventually(seqs).toEqual([3, 1]);
  await fact('ping').click({ modifiers: ['Control'] });
  await filtered('provider:github -event:ping');
  await eventually(seqs).toEqual([1]);
  await fact('ping').click();
  await filtered('provider:github event:ping');
  for (const [name, word] of [
    ['POST', 'method:POST'],
    ['200', 'status:200'],
    ['JSON', 'type:application/json'],
  ] as const) {
    await fact(name).click();
    await eventually(() => box.inputValue()).toContain(word);
  }
  await detail.getByRole('button', { name: /^(?:::1|127\.0\.0\.1|::ffff:127\.0\.0\.1)$/ }).click();
  await eventually(() => box.inputValue()).toContain('from:');
  await eventually(seqs).toEqual([3]);

  await box.fill('');
  await page.keyboard.press('Enter');
  await inspector(page).tab('Overview').click();
  await inspector(page).button('Filter by path').click();
  await page.getByRole('menuitem', { name: '-path:/hook', exact: true }).click();
  await filtered('-path:/hook');
  await eventually(seqs).toEqual([2]);
});

test('on a phone the list is what somebody sees who has clicked a fact', async () => {
  const bin = await binWithKinds();
  const { page } = await visit(server().origin, phone);
  await openInspector(page, bin);
  await inspector(page).row('PUT /files').tap();
  await inspector(page).detail(5).getByRole('button', { name: 'PUT', exact: true }).tap();
  await expectText(matchCount(page), '2 of 6 match');
  await inspector(page).row('PUT /files').waitFor();
});

test('the page of one request has no list to filter', async () => {
  const bin = await binWithKinds();
  const link = await bin.api('/links', { method: 'POST', body: '{"role":"viewer","captureSeq":4}' });
  const { key } = (await link.json()) as { key: string };
  const { page } = await visit(server().origin);
  await page.goto(`/i/${key}`);
  await inspector(page).detail(4).getByText('POST').waitFor();
  await inspector(page).tab('Body').click();
  // The switch between views has a button called JSON, which is no value to filter by.
  await inspector(page).panel.getByRole('button', { name: 'JSON', exact: true }).waitFor();
  expect(
    await inspector(page)
      .button(/^(?:POST|Filter by)/)
      .count(),
  ).toBe(0);
  expect(await inspector(page).button('JSON').count()).toBe(1);
});

test('on a phone the filter and what it finds fit', async () => {
  const bin = await binWithKinds();
  const { page } = await visit(server().origin, phone);
  await page.goto(`/i/${bin.key}?filter=${encodeURIComponent('method:PUT -path:/health size>1k')}`);
  await expectText(matchCount(page), '2 of 6 match');
  await page.getByRole('combobox').tap();
  await page.getByRole('option').first().waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});

test('Tab completes what was typed with values of the whole bin, and no letter after it is a shortcut', async () => {
  const bin = await newBin(server().origin);
  const hook = (headers: [string, string][]) =>
    send(bin.captureUrl, { path: '/hook', headers: [...json, ...headers], body: '{}' });
  await hook([['X-GitHub-Event', 'push']]);
  await hook([['X-GitHub-Event', 'ping']]);
  await hook([['Stripe-Signature', 't=1,v1=00']]);
  // These are older than the rows that the page begins with.
  await sendMany(bin.captureUrl, 200);
  const { page } = await visit(server().origin);
  await openInspector(page, bin);
  const box = page.getByRole('combobox', { name: 'Filter requests' });
  const option = (name: RegExp | string) => page.getByRole('option', { name });

  await page.keyboard.press('/');
  await page.keyboard.type('prov');
  await option(/^provider:/).waitFor();
  await page.keyboard.press('Tab');
  await eventually(() => box.inputValue()).toBe('provider:');
  await option('provider:github (2 requests)').waitFor();
  await option('provider:stripe (1 request)').waitFor();
  await page.keyboard.type('s');
  await page.keyboard.press('Tab');
  await eventually(() => box.inputValue()).toBe('provider:stripe ');
  await expectText(matchCount(page), '1 of 203 match');

  // Faster than the values come.
  await page.keyboard.type('provider:');
  await page.keyboard.press('Tab');
  await page.keyboard.type('s');
  expect(await page.getByRole('dialog').count()).toBe(0);
  expect(await box.evaluate((field) => field === document.activeElement)).toBe(true);

  await box.fill('event:p');
  await option('event:ping (1 request)').waitFor();
  await page.keyboard.press('Escape');
  await option(/^event:/)
    .first()
    .waitFor({ state: 'detached' });
  expect(await box.inputValue()).toBe('event:p');
  await box.fill('nothing like it');
  await page.keyboard.press('Escape');
  expect(await box.inputValue()).toBe('nothing like it');
  expect(await box.evaluate((field) => field === document.activeElement)).toBe(false);

  // With nothing begun, Tab leaves the box.
  await box.fill('');
  await page.keyboard.press('Tab');
  await eventually(() => box.evaluate((field) => field === document.activeElement)).toBe(false);
});

test('a word that can be read in a body is found, compressed or escaped, and an empty result says what was searched', async () => {
  const bin = await newBin(server().origin);
  const gzip = [...json, ['Content-Encoding', 'gzip'] as const];
  await send(bin.captureUrl, { path: '/gzip', headers: gzip, body: gzipSync('{"city":"M\\u00fcnchen"}') });
  await send(bin.captureUrl, {
    path: '/form',
    headers: [['Content-Type', 'application/x-www-form-urlencoded']],
    body: 'city=M%C3%BCnchen',
  });
  await send(bin.captureUrl, { path: '/other', headers: json, body: '{"city":"Bonn"}' });
  const { page } = await visit(server().origin);
  await openInspector(page, bin);
  const box = page.getByRole('combobox', { name: 'Filter requests' });
  await box.fill('München');
  await page.keyboard.press('Enter');
  await eventually(async () => (await seqsShown(page)).seqs).toEqual([2, 1]);
  await box.fill('Berlin');
  await page.keyboard.press('Enter');
  await page
    .getByText(/^Bodies were searched as sent and as they are shown: .* \(the first 1.0 MB of each\)/)
    .waitFor();
  await box.fill('path:/form OR path:/gzip ');
  await page.getByText('OR is not an operator; it is searched for as text.').waitFor();
  expect(await box.getAttribute('aria-invalid')).toBe('false');
});

test('a value of a body, of a form and a selected text become the filter by a click and by keys', async () => {
  const bin = await newBin(server().origin);
  const order = (id: string) => `{"order":{"a 'b'":"x=\\"1\\" /y/"},"id":"${id}"}`;
  await send(bin.captureUrl, { path: '/a?state=paid', headers: json, body: order('one') });
  await send(bin.captureUrl, { path: '/b?state=open', headers: json, body: order('two') });
  await send(bin.captureUrl, {
    path: '/form',
    headers: [['Content-Type', 'application/x-www-form-urlencoded']],
    body: 'name=Ren%C3%A9e+Doe',
  });
  const { page } = await visit(server().origin);
  await openInspector(page, bin, 1);
  const box = page.getByRole('combobox', { name: 'Filter requests' });
  const filtered = (text: string) => eventually(async () => (await box.inputValue()).trim()).toBe(text);
  const seqs = async () => (await seqsShown(page)).seqs;
  const clear = async () => {
    await box.fill('');
    await page.keyboard.press('Enter');
  };
  await inspector(page).detail(1).waitFor();
  await inspector(page).tab('Body').click();

  await page.getByRole('treeitem').filter({ hasText: '"id"' }).click();
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await filtered('json:$.id=one');
  await eventually(seqs).toEqual([1]);
  await clear();
  // By keys: the tree, then the bar below it.
  await page.getByRole('treeitem').filter({ hasText: "a 'b'" }).click();
  await page.getByRole('button', { name: 'Filter', exact: true }).focus();
  await page.keyboard.press('Enter');
  await filtered(String.raw`json:"$.order['a \\'b\\'']=x=\"1\" /y/"`);
  await eventually(seqs).toEqual([2, 1]);
  await clear();

  await page.getByRole('treeitem').filter({ hasText: '"one"' }).locator('span').getByText('"one"').dblclick();
  await page.getByRole('toolbar', { name: 'Selected text' }).getByRole('button').click();
  await filtered('body:one');
  await eventually(seqs).toEqual([1]);
  await clear();

  await inspector(page).tab('Query').click();
  await inspector(page)
    .panel.getByRole('button', { name: /^Filter by query:state=paid/ })
    .click();
  await filtered('query:state=paid');
  await eventually(seqs).toEqual([1]);
  await clear();

  await inspector(page).row('POST /form').click();
  await inspector(page).tab('Body').click();
  await inspector(page)
    .panel.getByRole('button', { name: /^Filter by body:"Renée Doe"/ })
    .click();
  await filtered('body:"Renée Doe"');
  await eventually(seqs).toEqual([3]);
});

test('clearing the filter shows the list, and no suggestions over it', async () => {
  const bin = await newBin(server().origin);
  await send(bin.captureUrl, { path: '/one' });
  const { page } = await visit(server().origin);
  await openInspector(page, bin);
  const box = page.getByRole('combobox', { name: 'Filter requests' });
  await box.fill('path:/two');
  await box.press('Enter');
  await page.getByText('No matching requests').waitFor();
  await page.getByRole('search').getByRole('button', { name: 'Clear filter' }).click();
  await inspector(page).row('GET /one').waitFor();
  await eventually(() => inspector(page).list.evaluate((list) => list === document.activeElement)).toBe(true);
  expect(await page.getByRole('listbox', { name: 'Suggestions' }).count()).toBe(0);
  expect(await box.inputValue()).toBe('');
});
