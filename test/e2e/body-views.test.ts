import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { sharedBrowser } from '../support/chromium.ts';
import { newBin, sharedServer } from '../support/server.ts';
import { createViewLink, eventually, inspector, markWord, openBody, openInspector } from './inspector.ts';
import { json, type Sent, send } from './send.ts';

const server = sharedServer();
const visit = sharedBrowser();

async function openCapture(sent: Sent, fragment = '') {
  const bin = await newBin(server().origin);
  await send(bin.captureUrl, sent);
  const visitor = await visit(server().origin);
  await openBody(visitor.page, bin, 1);
  if (fragment !== '') {
    await visitor.page.goto('about:blank');
    await visitor.page.goto(`/i/${bin.key}/1${fragment}`);
  }
  await inspector(visitor.page).detail(1).waitFor();
  return { bin, ...visitor };
}

const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());
const chosen = (page: Page) => page.getByRole('treeitem', { selected: true }).textContent();

test('the overview says what is odd, and leads to each place', async () => {
  const { page } = await openCapture({
    path: '/?a=%ZZ',
    headers: [...json, ['content-type', 'text/plain']],
    body: '{\n  "a": 1,\n  "b": tru\n}',
  });
  const { tab, panel } = inspector(page);
  await tab('Overview').click();
  const noticed = panel.getByRole('list', { name: 'Problems' });
  await noticed.getByText('Not valid JSON').waitFor();
  await noticed.getByText('content-type occurs more than once').waitFor();
  await tab('Overview').getByRole('img', { name: '3 problems found' }).waitFor();
  await noticed.getByRole('link', { name: 'line 3, column 8' }).click();
  await eventually(() => chosen(page)).toContain('"b": tru');
  expect(new URL(page.url()).hash).toBe('#body:3.8');
});

test('a line of JSON is chosen by keyboard, and its path, value and link are copied', async () => {
  const body = '{"list":[{"id":12345678901234567890,"odd name":[1, 2]}],"end":true}';
  const { page, bin } = await openCapture({ headers: json, body });
  await page.getByRole('tree', { name: 'Body as JSON' }).focus();
  for (const key of ['ArrowDown', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
  await eventually(() => chosen(page)).toContain('12345678901234567890');
  await page.keyboard.press('ArrowDown');
  const bar = page.getByRole('toolbar', { name: 'Selected line' });
  for (const [name, copied] of [
    ['JSONPath: JSONPath path', "$.list[0]['odd name']"],
    ['jq: jq path', '.list[0]["odd name"]'],
    ['Value: Value as received', '[1, 2]'],
  ] as const) {
    await bar.getByRole('button', { name }).click();
    await eventually(() => clipboard(page)).toBe(copied);
  }
  await bar.getByRole('button', { name: 'Copy link: Link to this line' }).click();
  await createViewLink(page.getByRole('dialog', { name: 'Share request #1' }));
  await eventually(() => clipboard(page)).toMatch(/\/1#body\/json:\$\.list/);
  await page.keyboard.press('Escape');
  await page.evaluate(() => navigator.clipboard.writeText(''));
  await bar.getByRole('button', { name: 'Copy link: Link to this line' }).click();
  await eventually(() => clipboard(page)).toMatch(/\/1#body\/json:\$\.list/);
  const fragment = new URL(await clipboard(page)).hash;
  await page.goto('about:blank');
  await page.goto(`/i/${bin.key}/1${fragment}`);
  await eventually(() => chosen(page)).toContain('"odd name"');
  await page.getByRole('tree', { name: 'Body as JSON' }).focus();
  for (const key of ['ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft'])
    await page.keyboard.press(key);
  await eventually(() => chosen(page)).toContain('1 item');
});

test('words are found in a body, one after the other, folded or not', async () => {
  const { page } = await openCapture({ headers: json, body: '{"a":{"name":"One"},"b":"name","c":"NAME"}' });
  await page.getByRole('tree', { name: 'Body as JSON' }).focus();
  for (const key of ['ArrowDown', 'ArrowLeft']) await page.keyboard.press(key);
  await page.keyboard.press('Control+f');
  const field = page.getByRole('textbox', { name: 'Find in body' });
  await field.fill('name');
  const found = page.getByRole('search').getByRole('status');
  await eventually(() => found.textContent()).toBe('1 of 3');
  await page.locator('mark[data-current]').getByText('name').waitFor();
  await field.press('Enter');
  await field.press('Enter');
  await eventually(() => page.locator('mark[data-current]').textContent()).toBe('NAME');
  await page.getByRole('button', { name: 'Match case' }).click();
  await eventually(() => found.textContent()).toMatch(/of 2$/);
  await field.fill('nowhere');
  await eventually(() => found.textContent()).toBe('No matches');
  await field.press('Escape');
  await field.waitFor({ state: 'detached' });
  expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('tree');
});

test('XML, records, tables and GraphQL are each shown as what they are', async () => {
  const bin = await newBin(server().origin);
  const { page } = await visit(server().origin);
  const typed = (type: string, body: string) =>
    send(bin.captureUrl, { headers: [['Content-Type', type]], body });
  await typed('text/xml', '<a><b>1</b><b><c/></b></a>');
  await typed('application/x-ndjson', '{"a":1}\n{"b":{"c":2}}\n');
  await typed('text/csv', 'id;name\n1;"Two; three"\n');
  await typed('application/json', '{"query":"query Q{me{id}}","variables":{"n":1}}');
  await openBody(page, bin, 1);
  const xml = page.getByRole('tree', { name: 'Body as XML' });
  await xml.getByText('<c/>').click();
  await page.getByRole('toolbar').getByText('/a/b[2]/c').waitFor();
  await page.keyboard.press('k');
  await page.getByRole('button', { name: 'Expand record 2' }).click();
  await page.getByRole('region', { name: 'Body as records' }).getByText('"c": 2').waitFor();
  await page.keyboard.press('k');
  await page.getByRole('columnheader', { name: 'name' }).waitFor();
  await page.getByRole('cell', { name: 'Two; three' }).waitFor();
  await page.keyboard.press('k');
  const graphql = page.getByRole('tree', { name: 'Body as GraphQL' });
  await eventually(() => graphql.getByRole('treeitem').allTextContents()).toEqual(
    expect.arrayContaining([expect.stringContaining('query Q {'), expect.stringContaining('"n": 1')]),
  );
});

test('a token is opened where it stands, and nothing in it is taken for true', async () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const token = `${part({ alg: 'none' })}.${part({ sub: 'somebody' })}.`;
  const { page } = await openCapture({
    headers: [...json, ['Authorization', `Bearer ${token}`]],
    body: `{"t":"${token}"}`,
  });
  await page.getByRole('button', { name: 'JWT, none, not verified' }).click();
  const inside = page.getByRole('dialog', { name: 'Decoded value of t' });
  await inside.getByText('"somebody"').waitFor();
  await inside.getByText('Not verified: anyone can create such a token.').waitFor();
  await page.keyboard.press('Escape');
  await inspector(page).tab('Headers').click();
  await inspector(page).panel.getByRole('button', { name: 'JWT, none, not verified' }).waitFor();
});

test('headers are grouped and explained for who wants that', async () => {
  const { page } = await openCapture(
    { headers: [...json, ['X-GitHub-Event', 'push'], ['X-Mine', '1']], body: '{}' },
    '#headers:3',
  );
  const { panel } = inspector(page);
  await panel.locator('[data-wanted]').getByText('X-GitHub-Event').waitFor();
  await panel.getByRole('button', { name: 'X-GitHub-Event', exact: true }).click();
  await panel.getByText('The name of the event that triggered the delivery (GitHub)').waitFor();
  await panel.getByRole('button', { name: 'Grouped' }).click();
  await panel.getByRole('region', { name: 'Webhook' }).getByText('push').waitFor();
  await panel.getByRole('region', { name: 'Other' }).getByText('X-Mine').waitFor();
  await panel.getByText('push').hover();
  await panel.getByRole('button', { name: 'Copy header X-GitHub-Event' }).click();
  await eventually(() => clipboard(page)).toBe('X-GitHub-Event: push');
});

test('a picture is shown by its bytes, whatever it is called', async () => {
  const pixel = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const { page } = await openCapture({ headers: [['Content-Type', 'text/html']], body: pixel });
  await inspector(page).panel.getByText('image/png, 1 × 1 pixels').waitFor();
  const picture = page.getByRole('img', { name: 'Request body' });
  await eventually(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(1);
  expect(await picture.getAttribute('src')).toMatch(/^blob:/);
});

test.for([
  [
    'HTML',
    'text/html',
    '<html><head><meta http-equiv=refresh content="0;url=http://evil.example/"><base href="http://evil.example/"><link rel=stylesheet href=c.css><style>@import "http://evil.example/a.css";h1{color:red;background:url(http://evil.example/b.png)}</style></head><body onload="top.hacked=1"><h1>Seen</h1><script>top.hacked=1;alert(1)</script><img src=http://evil.example/i.png onerror="top.hacked=1"><iframe src="http://evil.example/"></iframe><form action="http://evil.example/"><button autofocus onfocus="alert(2)">x</button></form><video src="http://evil.example/v"></video></body></html>',
  ],
  [
    'SVG',
    'image/svg+xml',
    '<svg xmlns="http://www.w3.org/2000/svg" onload="top.hacked=1"><script>top.hacked=1</script><image href="http://evil.example/i.png"/><text y="20">Seen</text><foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></body></foreignObject></svg>',
  ],
] as const)(
  '%s in a preview is seen, runs nothing, asks nobody and reaches nothing',
  async ([, type, body]) => {
    const { page, asked } = await openCapture({ headers: [['Content-Type', type]], body }, '#body/preview');
    const frame = page.frameLocator('iframe[title="Preview of the page"]');
    await frame.getByText('Seen').waitFor();
    await inspector(page).panel.getByText('Removed: scripts').waitFor();
    expect(await page.locator('iframe').getAttribute('sandbox')).toBe('');
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    expect(asked.filter((url) => url.includes('evil'))).toEqual([]);
  },
);

test('a view whose code does not come is asked for again, and takes nothing else with it', async () => {
  const bin = await newBin(server().origin);
  const { page, expectComplaint } = await visit(server().origin);
  expectComplaint(/ERR_FAILED/);
  await openInspector(page, bin);
  await send(bin.captureUrl, { path: '/plain', body: 'plain' });
  await inspector(page).tab('Body').click();
  await page.getByRole('region', { name: 'Body as text' }).getByText('plain').waitFor();
  await page.getByRole('switch', { name: 'Follow newest' }).click();
  let refused = 0;
  await page.route('**/_next/static/**', (route) => {
    refused++;
    return route.abort();
  });
  await send(bin.captureUrl, {
    path: '/table',
    headers: [['Content-Type', 'text/csv']],
    body: 'id,name\n1,Two\n',
  });
  await inspector(page).detail(2).waitFor();
  await eventually(() => refused).toBeGreaterThan(0);
  expect(await markWord(page)).toBe('Live');
  await page.unroute('**/_next/static/**');
  await page.getByRole('region', { name: 'Body as a table' }).getByText('Two').waitFor();
});
