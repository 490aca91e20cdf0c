import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { sharedBrowser } from '../support/chromium.ts';
import { newBin, sharedServer, startServer } from '../support/server.ts';
import { ask, openConnection } from '../support/wire.ts';
import { boxOf, eventually, expectText, inspector, openInspector } from './inspector.ts';
import { watchMainThread } from './main-thread.ts';
import { json, type Sent, send, sendMany } from './send.ts';

const server = sharedServer();
const visit = sharedBrowser();

/** A new bin with a page open on it. */
async function openNewBin() {
  const bin = await newBin(server().origin);
  const visitor = await visit(server().origin);
  await openInspector(visitor.page, bin);
  return { bin, ...visitor };
}

/** The page of a new bin that has received one request. */
async function openCapture(sent: Sent) {
  const bin = await newBin(server().origin);
  await send(bin.captureUrl, sent);
  const visitor = await visit(server().origin);
  await openInspector(visitor.page, bin);
  await inspector(visitor.page).detail(1).waitFor();
  if (sent.body) await inspector(visitor.page).tab('Body').click();
  return { bin, ...visitor };
}

/** Names and values of the facts in the open tab. */
async function facts(page: Page): Promise<[string, string][]> {
  const panel = inspector(page).panel;
  const [names, values] = await Promise.all([
    panel.getByRole('term').allInnerTexts(),
    panel.getByRole('definition').allInnerTexts(),
  ]);
  return names.map((name, index) => [name, values[index]!]);
}

/** The text of the rows of a body, without their numbers and marks. */
function lines(page: Page, label: string): Promise<string[]> {
  return page.getByRole('region', { name: label }).locator('[class*="flex-1"]').allInnerTexts();
}

test('the newest request is shown, until somebody reads an older one; then the page offers what is new', async () => {
  const { bin, page } = await openNewBin();
  const { detail, row, selected, button } = inspector(page);
  const before = 60;
  await sendMany(bin.captureUrl, before);
  await send(bin.captureUrl, { path: '/one' });
  await send(bin.captureUrl, { path: '/two' });
  await detail(before + 2).waitFor();

  await row('GET /one').click();
  await detail(before + 1).waitFor();
  await send(bin.captureUrl, { path: '/three' });
  await send(bin.captureUrl, { path: '/four' });
  await button('2 new').waitFor();
  expect(await selected.getAttribute('aria-label')).toContain('GET /one');
  await eventually(() => page.title()).toBe(`(2) ${bin.slug} · Wirebin`);

  await button('2 new').click();
  await detail(before + 4).waitFor();
  await button(/ new$/).waitFor({ state: 'detached' });
  await eventually(() => page.title()).toBe(`${bin.slug} · Wirebin`);
  await send(bin.captureUrl, { path: '/five' });
  await detail(before + 5).waitFor();
});

test('a list somebody has scrolled down stays where it is while requests arrive', async () => {
  const { bin, page } = await openNewBin();
  for (let count = 1; count <= 60; count++) await send(bin.captureUrl, { path: `/${count}` });
  await page.getByText('60 of 10,000 requests').waitFor();
  const { list, row, button } = inspector(page);
  await list.hover();
  await page.mouse.wheel(0, 1200);
  const watched = row('GET /25,');
  await watched.waitFor();
  const before = await boxOf(watched);
  for (let count = 61; count <= 65; count++) await send(bin.captureUrl, { path: `/${count}` });
  await button('5 new').waitFor();
  expect(await boxOf(watched)).toEqual(before);
});

test('a list that is being scrolled while requests arrive goes where it is moved, no step lost', async () => {
  const { bin, page } = await openNewBin();
  await sendMany(bin.captureUrl, 100);
  await page.getByText('100 of 10,000 requests').waitFor();
  const { list } = inspector(page);
  // While many arrive, rows are drawn some frames later. Those above would move what is in view.
  await eventually(() => list.getAttribute('aria-busy')).toBe('false');
  const top = () => list.evaluate((element) => element.scrollTop);
  await list.evaluate((element) => element.scrollTo(0, 400));
  await eventually(top).toBe(400);
  const walk = await list.evaluateHandle((element) => {
    // More steps than frames: the list is moved again before the event that tells of it.
    const walk = { steps: 0, timer: 0 };
    walk.timer = window.setInterval(() => {
      element.scrollTop += 1;
      walk.steps += 1;
    });
    return walk;
  });
  for (let arrived = 1; arrived <= 40; arrived++) {
    await send(bin.captureUrl, { path: '/more' });
    await setTimeout(20);
  }
  await page.getByText('140 of 10,000 requests').waitFor();
  const steps = await walk.evaluate((walk) => {
    window.clearInterval(walk.timer);
    return walk.steps;
  });
  const row = await boxOf(inspector(page).rows.first());
  await eventually(top).toBe(400 + steps + 40 * row.height);
});

test('headers are shown as sent: order, case, duplicates, empty and odd ones', async () => {
  const { bin, page } = await openNewBin();
  const { port, pathname, host } = new URL(bin.captureUrl);
  const sent = [
    ['x-B', '2'],
    ['Host', host],
    ['X-A', 'one'],
    ['x-a', 'two'],
    ['X-A', 'one'],
    ['X-Empty', ''],
    ['X-Utf8', 'caf\u00c3\u00a9'],
    ['ACCEPT', '*/*;q=0.5,  text/html'],
  ];
  const lines = sent.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  await ask(Number(port), `GET ${pathname}/h HTTP/1.1\r\n${lines}\r\n`);
  await inspector(page).tab('Headers').click();
  const shown = sent.map(([name, value]) => [
    name,
    value === '' ? 'empty' : value!.replace('caf\u00c3\u00a9', 'caféUTF-8'),
  ]);
  await eventually(() => facts(page)).toEqual(shown);
});

test('the query is shown field by field, decoded, and as sent where that differs', async () => {
  const { page } = await openCapture({ path: '/q?name=J%C3%BCrgen+M&name=2&empty=&bare&%ZZ=%ff&a=b=c' });
  await inspector(page).tab('Query').click();
  await eventually(async () =>
    (await facts(page)).map(([name, value]) => [name, value.split('\n')[0]]),
  ).toEqual([
    ['name', 'Jürgen M'],
    ['name', '2'],
    ['empty', 'empty'],
    ['bare', 'no value'],
    ['%ZZ', expect.anything()],
    ['a', 'b=c'],
  ]);
  await inspector(page).panel.getByText('received as J%C3%BCrgen+M').waitFor();
});

test('JSON is shown as it was written: long numbers, repeated names, escapes', async () => {
  const body = '{"id":12345678901234567890,"a":1,"a":2,"e":1.0e400,"s":"\\u0041\\/","deep":[[],{}]}';
  const { page } = await openCapture({ headers: json, body });
  await eventually(() => lines(page, 'Body as JSON')).toEqual([
    '{',
    expect.stringMatching(/^"id": 12345678901234567890,/),
    expect.stringMatching(/^"a": 1,/),
    expect.stringMatching(/^"a": 2,/),
    expect.stringMatching(/^"e": 1.0e400,/),
    expect.stringMatching(/^"s": "\\u0041\\\/",/),
    '"deep": [',
    '[],',
    '{}',
    ']',
    '}',
  ]);
});

test('JSON that is not valid says where, and shows what there is', async () => {
  const { page } = await openCapture({ headers: json, body: '{\n  "ok": true,\n  "bad": tru\n}' });
  await inspector(page)
    .panel.getByText(/Not valid JSON at line 3, column 10/)
    .waitFor();
  expect((await lines(page, 'Body as JSON')).join('\n')).toContain('tru');
});

test('a part of JSON that is folded says what is in it', async () => {
  const { page } = await openCapture({ headers: json, body: '{"list":[1,2,3],"end":true}' });
  await page.getByRole('button', { name: 'Collapse' }).nth(1).click();
  await inspector(page).panel.getByText('3 items').waitFor();
  await expectText(inspector(page).panel.getByText('"end"'), '"end"');
  await page.getByRole('button', { name: 'Expand' }).click();
  await inspector(page).panel.getByText('3 items').waitFor({ state: 'detached' });
});

test('a form is shown as its fields, in the order sent', async () => {
  const { page } = await openCapture({
    headers: [['Content-Type', 'application/x-www-form-urlencoded']],
    body: 'b=2&a=J%C3%BCrgen+M&b=1&empty=',
  });
  await eventually(async () =>
    (await facts(page)).map(([name, value]) => [name, value.split('\n')[0]]),
  ).toEqual([
    ['b', '2'],
    ['a', 'Jürgen M'],
    ['b', '1'],
    ['empty', 'empty'],
  ]);
  await page.getByRole('button', { name: 'Text', exact: true }).click();
  await eventually(() => lines(page, 'Body as text')).toEqual(['b=2&a=J%C3%BCrgen+M&b=1&empty=']);
});

test('a binary body is shown as its bytes', async () => {
  const body = Uint8Array.from({ length: 256 }, (_, value) => value);
  const { page } = await openCapture({ headers: [['Content-Type', 'application/octet-stream']], body });
  const hex = page.getByRole('region', { name: 'Body as hex' });
  await hex.getByText('00 01 02 03 04 05 06 07  08 09 0a 0b 0c 0d 0e 0f').waitFor();
  await hex.getByText('f0 f1 f2 f3 f4 f5 f6 f7  f8 f9 fa fb fc fd fe ff').waitFor();
  await page.getByRole('tab', { name: /^Body/ }).getByText('binary').waitFor();
});

test('the raw message is what came over the wire, and copies as such', async () => {
  const { bin, page } = await openNewBin();
  const { port, pathname, host } = new URL(bin.captureUrl);
  const message = `PATCH ${pathname}//a%2Fb/../?q HTTP/1.1\r\nhOsT: ${host}\r\nContent-Length: 12\r\nX-A: 1\r\n\r\nline\r\nbreak\n`;
  await ask(Number(port), message);
  await inspector(page).tab('Raw').click();
  await eventually(() => lines(page, 'HTTP message')).toEqual([
    `PATCH ${pathname}//a%2Fb/../?q HTTP/1.1CRLF`,
    `hOsT: ${host}CRLF`,
    'Content-Length: 12CRLF',
    'X-A: 1CRLF',
    'CRLF',
    'lineCRLF',
    'break',
  ]);
  await page.getByRole('button', { name: 'Copy: HTTP message' }).click();
  await eventually(() => page.evaluate(() => navigator.clipboard.readText())).toBe(message);
});

test('a request whose sender hung up half way is kept, and says so', async () => {
  const { bin, page } = await openNewBin();
  const { port, pathname, host } = new URL(bin.captureUrl);
  const socket = await openConnection(Number(port));
  socket.end(`POST ${pathname}/half HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 100\r\n\r\nonly this`);
  const row = inspector(page).row('POST /half');
  await row.waitFor();
  expect(await row.getAttribute('aria-label')).toContain('sender disconnected');
  await inspector(page).detail(1).getByText('Sender disconnected', { exact: true }).waitFor();
  await inspector(page).tab('Overview').click();
  await inspector(page).panel.getByText('The sender disconnected before the request was complete.').waitFor();
  await inspector(page).tab('Body').click();
  await eventually(() => lines(page, 'Body as text')).toEqual(['only this']);
});

test('a body longer than the server keeps is shown as far as it was kept, and says so', async () => {
  const small = await startServer({ environment: { MAX_BODY_BYTES: '1000' } });
  const bin = await newBin(small.origin);
  await send(bin.captureUrl, { path: '/long', body: 'x'.repeat(5000) });
  const { page } = await visit(small.origin);
  await openInspector(page, bin);
  const row = inspector(page).row('POST /long');
  expect(await row.getAttribute('aria-label')).toContain('body truncated');
  await inspector(page).detail(1).getByText('Truncated at 1.0 KB').waitFor();
  await inspector(page).panel.getByText('1,000 of 5,000 bytes are stored').waitFor();
  await inspector(page).tab('Body').click();
  await inspector(page)
    .panel.getByText('Truncated: only the first 1.0 KB of the body were stored.')
    .waitFor();
});

test('a link to one request opens that request', async () => {
  const { bin, page } = await openNewBin();
  for (const name of ['one', 'two', 'three']) await send(bin.captureUrl, { path: `/${name}` });
  await openInspector(page, bin, 2);
  await inspector(page).detail(2).waitFor();
  await expectText(inspector(page).target, 'GET/two');
  expect(await inspector(page).selected.getAttribute('aria-label')).toContain('GET /two');
});

test('a link to a request far down in the list opens it', async () => {
  const bin = await newBin(server().origin);
  for (let count = 1; count <= 300; count++) await send(bin.captureUrl, { path: `/${count}` });
  const { page } = await visit(server().origin);
  await openInspector(page, bin, 7);
  await expectText(inspector(page).target, 'GET/7');
});

test.for([
  ['was deleted', 2],
  ['was never received', 4000],
] as const)('a link to a request that %s says so and offers the newest', async ([, seq]) => {
  const { bin, page, expectComplaint } = await openNewBin();
  expectComplaint(/status of 404/);
  for (const name of ['one', 'two', 'three']) await send(bin.captureUrl, { path: `/${name}` });
  await bin.api('/captures/2', { method: 'DELETE' });
  await openInspector(page, bin, seq);
  await page.getByText(`Request ${seq} is not in this bin.`).waitFor();
  await inspector(page).button('Show newest request').click();
  await inspector(page).detail(3).waitFor();
});

test('deleting all requests keeps the pinned ones, on every page open on the bin', async () => {
  const { bin, page } = await openNewBin();
  for (const name of ['one', 'two', 'three']) await send(bin.captureUrl, { path: `/${name}` });
  await bin.api('/captures/2', { method: 'PATCH', body: '{"pinned":true}' });
  const other = await visit(server().origin);
  await openInspector(other.page, bin);
  await inspector(page).button('More').click();
  await page.getByRole('menuitem', { name: 'Delete all requests' }).click();
  const question = page.getByRole('alertdialog', { name: 'Delete all requests?' });
  await question.getByText('3 requests').waitFor();
  await question.getByRole('button', { name: 'Delete all' }).click();
  for (const open of [page, other.page]) {
    await open.getByText('1 of 10,000 requests').waitFor();
    await expectText(inspector(open).target, 'GET/two');
    expect(await inspector(open).rows.count()).toBe(1);
  }
});

test('a request that is deleted while it is read says so', async () => {
  const { bin, page, expectComplaint } = await openNewBin();
  expectComplaint(/status of 404/);
  for (const name of ['one', 'two']) await send(bin.captureUrl, { path: `/${name}` });
  // A row that arrives moves those below it from under the pointer.
  await inspector(page).row('GET /two').waitFor();
  await inspector(page).row('GET /one').click();
  await inspector(page).detail(1).waitFor();
  await bin.api('/captures/1', { method: 'DELETE' });
  await page.getByText('Request 1 is not in this bin.').waitFor();
});

test.for(['/i/abc', '/i/abc/1'])('an address whose key opens nothing (%s) says so', async (path) => {
  const { page, expectComplaint } = await visit(server().origin);
  expectComplaint(/status of 404/);
  const response = await page.goto(path);
  expect(response?.status()).toBe(404);
  await page.getByRole('heading', { name: 'This link is not valid' }).waitFor();
});

/** `npm run nerves` has them all. */
const long: {
  name: string;
  inEveryRun?: boolean;
  sent: Sent;
  asked: boolean;
  first: string;
  last: string;
  label: string;
}[] = [
  {
    name: '1 MB of JSON',
    inEveryRun: true,
    sent: {
      headers: json,
      body: JSON.stringify(Array.from({ length: 9000 }, (_, id) => ({ id, name: 'x'.repeat(90) }))),
    },
    asked: false,
    label: 'Body as JSON',
    first: '"id": 0,',
    last: '"id": 8999,',
  },
  {
    name: '20 MB of JSON',
    inEveryRun: true,
    sent: {
      headers: json,
      body: JSON.stringify(Array.from({ length: 180_000 }, (_, id) => ({ id, name: 'x'.repeat(90) }))),
    },
    asked: true,
    label: 'Body as JSON',
    first: '"id": 0,',
    last: '"id": 179999,',
  },
  {
    name: '20 MB of JSON in one string',
    sent: { headers: json, body: `{"first":1,"long":"${'long '.repeat(4_000_000)}","last":2}` },
    asked: true,
    label: 'Body as JSON',
    first: '"first": 1,',
    last: '"last": 2',
  },
  {
    name: '20 MB of text',
    sent: {
      headers: [['Content-Type', 'text/plain']],
      body: `first line\n${`another line of ${'text '.repeat(16)}\n`.repeat(208_000)}last line`,
    },
    asked: true,
    label: 'Body as text',
    first: 'first line',
    last: 'last line',
  },
  {
    name: '20 MB of bytes',
    sent: {
      headers: [['Content-Type', 'application/octet-stream']],
      body: Buffer.concat([Buffer.from('first bytes\0'), randomBytes(20_000_004)]),
    },
    asked: true,
    label: 'Body as hex',
    first: 'first bytes',
    // Browsers place nothing further down than so many lines; the page says so.
    last: 'of the 1,250,001 lines',
  },
];

const longOnes = process.env.NERVES ? long : long.filter(({ inEveryRun }) => inEveryRun);
test.for(longOnes)('$name open without freezing the page', async (body) => {
  const bin = await newBin(server().origin);
  const { page } = await visit(server().origin);
  await openInspector(page, bin);
  const longestTask = await watchMainThread(page);
  await send(bin.captureUrl, body.sent);
  const startedAt = Date.now();
  await inspector(page).tab('Body').click();
  if (body.asked) await inspector(page).button('Load body').click();
  const view = page.getByRole('region', { name: body.label });
  await view.getByText(body.first).first().waitFor();
  const shownAt = Date.now();
  await eventually(async () => {
    await view.evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
    return view.getByText(body.last).count();
  }, 30_000).toBeGreaterThan(0);
  const longest = await longestTask();
  process.stdout.write(
    `reading: ${body.name} shown after ${shownAt - startedAt} ms, its end after ${Date.now() - startedAt} ms, longest task ${longest} ms\n`,
  );
  expect(longest).toBeLessThan(1000);
});
