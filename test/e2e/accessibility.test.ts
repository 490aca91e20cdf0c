import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { phone, sharedBrowser, type VisitorOptions } from '../support/chromium.ts';
import { newBin, sharedServer } from '../support/server.ts';
import { seriousViolations } from './axe.ts';
import { eventually, inspector, openBody, openInspector } from './inspector.ts';
import { json, send } from './send.ts';

const server = sharedServer();
const visit = sharedBrowser();

/** A bin with a bit of everything that has a look of its own. */
async function binWithAll() {
  const bin = await newBin(server().origin, { name: 'Acme staging' });
  const url = bin.captureUrl;
  await send(url, { method: 'DELETE', path: '/orders/1' });
  await send(url, { headers: [['Content-Type', 'application/x-www-form-urlencoded']], body: 'a=1&b=%20&b=' });
  await send(url, { method: 'PATCH', headers: json, body: '{"bad": tru}' });
  await send(url, { method: 'PUT', body: Uint8Array.of(0, 1, 2, 255) });
  await send(url, {
    path: '/orders?id=1&name=J%C3%BCrgen&bare',
    headers: [...json, ['X-Empty', ''], ['User-Agent', 'GitHub-Hookshot/41d8ee0']],
    body: '{"id":12345678901234567890,"s":"a\u202eb","ok":[true,null],"n":1.5}',
  });
  await bin.api('/captures/1', { method: 'PATCH', body: '{"pinned":true,"note":"The one that failed"}' });
  return bin;
}

/** Both widths and both themes; `npm run nerves` has every pair. */
const ways: [name: string, options: VisitorOptions][] = [
  ['a wide light screen', { colorScheme: 'light' }],
  ['a dark phone', { ...phone, colorScheme: 'dark' }],
  ...(process.env.NERVES
    ? ([
        ['a wide dark screen', { colorScheme: 'dark' }],
        ['a light phone', { ...phone, colorScheme: 'light' }],
      ] as [string, VisitorOptions][])
    : []),
];

test.for(ways)('on %s axe finds nothing serious on any page', { timeout: 240_000 }, async ([, options]) => {
  const { page, expectComplaint } = await visit(server().origin, { ...options, reducedMotion: 'reduce' });
  expectComplaint(/status of 404/);
  const found: Record<string, string[]> = {};
  const check = async (screen: string) => {
    const here = await seriousViolations(page);
    if (here.length > 0) found[screen] = here;
  };
  const { row, detail, tab, button } = inspector(page);

  const bin = await binWithAll();
  await openInspector(page, bin);
  await check('list');
  await row('POST /orders').click();
  await detail(5).waitFor();
  for (const name of ['Overview', 'Headers', 'Query', 'Raw', 'Body']) {
    await tab(name).click();
    await eventually(() => tab(name).getAttribute('aria-selected')).toBe('true');
    await check(name);
  }
  await openBody(page, bin, 4);
  await page.getByRole('region', { name: 'Body as hex' }).waitFor();
  await check('hex');
  await openInspector(page, bin, 3);
  await inspector(page).panel.getByText('Not valid JSON').waitFor();
  await check('invalid JSON');
  await openBody(page, bin, 2);
  await page.getByRole('region', { name: 'Fields of the form' }).waitFor();
  await check('form');
  await openInspector(page, bin);
  await button('Share').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Create view link' }).waitFor();
  await check('share');
  await page.getByRole('dialog').getByRole('button', { name: 'Create view link' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).waitFor();
  await check('a created link');
  await page.keyboard.press('Escape');
  await button('More').click();
  await page.getByRole('menuitem', { name: 'Keyboard shortcuts' }).waitFor();
  await check('menu');
  await page.getByRole('menuitem', { name: 'Keyboard shortcuts' }).click();
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await check('help');
  await page.keyboard.press('Escape');
  for (const name of ['Export requests', 'Import requests']) {
    await button('More').click();
    await page.getByRole('menuitem', { name }).click();
    await page.getByRole('dialog', { name }).waitFor();
    await check(name);
    await page.keyboard.press('Escape');
  }
  await openInspector(page, bin, 5);
  await page.getByRole('button', { name: 'Copy as', exact: true }).click();
  await page.getByRole('dialog').getByRole('region', { name: 'Preview' }).waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'To another URL' }).click();
  await check('copy as');

  await page.goto(`/i/${bin.key}?filter=${encodeURIComponent('method:POST colour:red ')}`);
  await page.getByText('The filter key colour does not exist.').waitFor();
  await page.getByRole('combobox').click();
  await page.getByRole('option').first().waitFor();
  await check('filter');
  await page.goto(`/i/${bin.key}?filter=note:none-like-it`);
  await page.getByText('No matching requests').waitFor();
  await check('no match');
  await openInspector(page, bin);
  await inspector(page).list.focus();
  await page.keyboard.press('x');
  await page.getByText('1 selected').waitFor();
  await check('selection');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search commands' }).waitFor();
  await check('palette');

  const empty = await newBin(server().origin);
  await openInspector(page, empty);
  await check('empty bin');
  await page.goto('/');
  await page.getByText('No requests yet').waitFor();
  await button('New bin').click();
  await page.getByRole('textbox', { name: 'Slug' }).waitFor();
  await check('home');
  await page.goto('/docs/errors');
  await check('errors');
  await page.goto('/i/unknown');
  await check('no such link');
  await page.goto('/nothing');
  await check('not found');
  expect(found).toEqual({});
});

test.for(ways)('on %s axe finds nothing serious in any view of a body', async ([, options]) => {
  const { page } = await visit(server().origin, { ...options, reducedMotion: 'reduce' });
  const bin = await newBin(server().origin);
  const views: [type: string, body: string, role: 'tree' | 'region', name: string][] = [
    ['application/json', '{"at":"2026-11-23T08:41:09Z","list":[1,{}]}', 'tree', 'Body as JSON'],
    ['text/xml', '<!DOCTYPE a><a b="1"><c>&e;</c><!-- d --></a>', 'tree', 'Body as XML'],
    ['application/x-ndjson', '{"a":1}\n{"b":oops}', 'region', 'Body as records'],
    ['text/csv', 'id,name\n1,"Two"\n', 'region', 'Body as a table'],
    ['application/json', '{"query":"{ me { id } }"}', 'tree', 'Body as GraphQL'],
    ['application/pdf', '%PDF-1.7', 'region', 'Preview of the body'],
  ];
  const found: Record<string, string[]> = {};
  const check = async (screen: string) => {
    const here = await seriousViolations(page);
    if (here.length > 0) found[screen] = here;
  };
  for (const [index, [type, body, role, name]] of views.entries()) {
    await send(bin.captureUrl, { headers: [['Content-Type', type]], body });
    await openBody(page, bin, index + 1);
    const view = page.getByRole(role, { name, exact: true }).first();
    await view.waitFor();
    if (index === 0) {
      await view.focus();
      await inspector(page).button('Find in body').click();
      await page.getByRole('textbox', { name: 'Find in body' }).fill('a');
      await page.locator('mark[data-current]').waitFor();
    }
    await check(name);
  }
  await inspector(page).tab('Headers').click();
  await inspector(page).button('Grouped').click();
  await page.getByRole('checkbox', { name: 'Explain headers' }).check();
  await check('headers explained');
  expect(found).toEqual({});
});

test.for(ways)('on %s axe finds nothing serious in parts and decoded bodies', async ([, options]) => {
  const { page } = await visit(server().origin, { ...options, reducedMotion: 'reduce' });
  const { captureUrl, key } = await newBin(server().origin);
  const field = 'Content-Disposition: form-data; name="a"; filename="b\u202ec.json"';
  await send(captureUrl, {
    headers: [['Content-Type', 'multipart/form-data; boundary=x']],
    body: `before\r\n--x\r\n${field}\r\nContent-Type: text/plain\r\n\r\n{"a":1}\r\n--x\r\n\r\ncut`,
  });
  await send(captureUrl, {
    headers: [...json, ['Content-Encoding', 'gzip']],
    body: gzipSync('{"a":"many words, many words, many words"}').subarray(0, 36),
  });
  const found: string[] = [];
  const check = async () => found.push(...(await seriousViolations(page)));
  const { button, panel } = inspector(page);

  await openBody(page, { key }, 1);
  await panel.getByText('No closing boundary').waitFor();
  await check();
  await button('Open Part 1').click();
  await panel.getByText('Content-Disposition').waitFor();
  await check();
  await openBody(page, { key }, 2);
  await panel.getByText('Not all of the body could be decoded').waitFor();
  await check();
  await button('As received').click();
  await panel.getByText('As received, compressed with gzip').waitFor();
  await check();
  expect(found).toEqual([]);
});

test('people who listen are told what arrives, what was copied and whether it is live', async () => {
  const bin = await newBin(server().origin);
  const { page } = await visit(server().origin);
  await openInspector(page, bin);
  const said = (words: string) => page.getByRole('status').filter({ hasText: words }).waitFor();
  await said('Waiting for the first request');
  await send(bin.captureUrl, { path: '/one' });
  await send(bin.captureUrl, { path: '/two' });
  await said('2 requests received');
  await inspector(page).button('Copy as curl').click();
  await said('curl command copied');
});

test('the list tells where one is in it', async () => {
  const bin = await binWithAll();
  const { page } = await visit(server().origin);
  await openInspector(page, bin);
  await page.keyboard.press('j');
  const selected = inspector(page).selected;
  await eventually(() => selected.getAttribute('aria-posinset')).toBe('2');
  expect(await selected.getAttribute('aria-setsize')).toBe('5');
  expect(await inspector(page).list.getAttribute('aria-activedescendant')).toBe(
    await selected.getAttribute('id'),
  );
});

test('a page scaled to twice the text size still shows everything without sideways scrolling', async () => {
  const bin = await binWithAll();
  const { page } = await visit(server().origin, { viewport: { width: 700, height: 450 } });
  await openInspector(page, bin);
  await inspector(page).row('POST /orders').click();
  await inspector(page).detail(5).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});
