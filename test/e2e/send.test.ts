import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { listenOnLoopback, rawServer } from '../egress/listen.ts';
import { phone, sharedBrowser, type VisitorOptions } from '../support/chromium.ts';
import { newBin, sharedServer } from '../support/server.ts';
import { ask } from '../support/wire.ts';
import { seriousViolations } from './axe.ts';
import { boxOf, createViewLink, eventually, inspector, openInspector, openSharing } from './inspector.ts';
import { misfits } from './misfits.ts';
import { json, type Sent, send } from './send.ts';

// Destinations of these tests are on this machine.
const server = sharedServer({ environment: { EGRESS_ALLOW: 'loopback', SECRET_KEY: 'x'.repeat(32) } });
const visit = sharedBrowser();

const secret = 'whsec_of_a_test';

/** A bin with these requests, and a page open on it. */
async function openWith(requests: Sent[], options: VisitorOptions = {}) {
  const bin = await newBin(server().origin);
  for (const request of requests) await send(bin.captureUrl, request);
  const visitor = await visit(server().origin, { reducedMotion: 'reduce', ...options });
  await openInspector(visitor.page, bin);
  if (requests.length > 0 && !options.isMobile)
    await inspector(visitor.page).detail(requests.length).waitFor();
  return { bin, ...visitor };
}

type Received = { method: string; target: string; headers: string[]; body: string };

/** A receiver on this machine, and what it was sent. */
async function receiver(answer: (received: Received, response: ServerResponse) => void) {
  const received: Received[] = [];
  const listening = createServer(async (request: IncomingMessage, response) => {
    const body = (await buffer(request)).toString();
    const { method = '', url = '', rawHeaders } = request;
    received.push({ method, target: url, headers: rawHeaders, body });
    answer(received.at(-1)!, response);
  });
  return { received, url: `http://127.0.0.1:${await listenOnLoopback(listening)}` };
}

const says = (page: Page, words: string | RegExp) => page.getByText(words).first().waitFor();
const dialog = (page: Page, name: string) => page.getByRole('dialog', { name });

function fromStripe(body: string, age: number): Sent {
  const time = Math.floor(Date.now() / 1000) - age;
  const signature = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');
  return { headers: [...json, ['Stripe-Signature', `t=${time},v1=${signature}`]], body };
}

/** Whether a receiver with the secret accepts what it got. */
function isAccepted({ headers, body }: Received): boolean {
  const [, time, signature] =
    /^t=(\d+),v1=(\w+)$/.exec(headers[headers.indexOf('Stripe-Signature') + 1] ?? '') ?? [];
  const isFresh = Math.abs(Date.now() / 1000 - Number(time)) < 300;
  return isFresh && createHmac('sha256', secret).update(`${time}.${body}`).digest('hex') === signature;
}

async function sendTo(page: Page, url: string): Promise<void> {
  const window = dialog(page, 'Edit and send');
  await window.getByLabel('Another URL').check();
  await window.getByLabel('URL', { exact: true }).fill(url);
}

test('one key sends a request again, and says where to and what came back', async () => {
  const { page } = await openWith([{ path: '/orders?id=1', headers: json, body: '{"id":1}' }]);
  await page.keyboard.press('r');
  await says(page, /^Request 1 sent to this bin: 200 in \d/);
  await page.getByRole('button', { name: 'View delivery' }).click();
  const deliveries = dialog(page, 'Deliveries');
  await deliveries.getByRole('article', { name: /^Delivery .*\/orders\?id=1$/ }).waitFor();
  await deliveries.getByRole('tab', { name: /^Connection/ }).click();
  await deliveries.getByText('None: the bin is on this server and gets the request directly.').waitFor();
  // The time of the delivery is that of its phases together.
  const total = deliveries.locator('dt', { hasText: 'Total' }).locator('xpath=following-sibling::dd[2]');
  await deliveries
    .getByRole('status')
    .getByText((await total.textContent()) ?? '', { exact: true })
    .waitFor();
  await page.keyboard.press('Escape');
  await inspector(page).row('POST /orders').waitFor();
  await eventually(() => inspector(page).rows.count()).toBe(2);
  await page.locator('#capture-2').click();
  await inspector(page).detail(2).getByText('This server (sent from a bin), over http').waitFor();

  await page.locator('#capture-1').click();
  await inspector(page).tab('Deliveries').click();
  const row = inspector(page).panel.getByRole('button', { name: /POST .*\/orders/ });
  await row.getByText('200', { exact: true }).waitFor();
  await row.click();
  await inspector(page)
    .panel.getByRole('article', { name: /^Delivery/ })
    .waitFor();
});

test('a request is edited, compared with the captured one, and sent; the response is shown like a request', async () => {
  const { received, url } = await receiver((_, response) => {
    response.writeHead(201, { 'Content-Type': 'application/json', 'X-Answer': 'yes' }).end('{"made":42}');
  });
  const { page } = await openWith([
    {
      path: '/orders',
      headers: [...json, ['X-Trace', 'a'], ['X-Trace', 'b'], ['Connection', 'close']],
      body: '{"id":1}',
    },
  ]);
  await page.keyboard.press('R');
  const window = dialog(page, 'Edit and send');
  await window.getByRole('textbox', { name: 'Body' }).fill('{"id":2}');
  await window.getByLabel('Send X-Trace').first().uncheck();
  await window.getByRole('button', { name: 'Compare', exact: true }).click();
  const differences = window.getByRole('region', { name: 'Differences from the captured request' });
  await differences.getByText('$.id').waitFor();
  await differences.getByText('X-Trace').first().waitFor();
  await sendTo(page, `${url}/hooks`);
  await window.getByText('The Host header names the destination.').waitFor();
  // Host and length are shown as they are sent, and cannot be edited.
  const set = (note: string) => window.getByRole('listitem').filter({ hasText: note });
  const destinationRow = set('Set from the destination.');
  await eventually(() => destinationRow.getByLabel(/^Value of header/).inputValue()).toBe(new URL(url).host);
  expect(await destinationRow.getByLabel(/^Value of header/).isEditable()).toBe(false);
  expect(await destinationRow.getByLabel('Send Host').isDisabled()).toBe(true);
  const left = set('Not sent. The header concerns the connection');
  expect(await left.getByLabel(/^Value of header/).inputValue()).toBe('close');
  const lengthRow = set('Set from the body.');
  expect(await lengthRow.getByLabel(/^Value of header/).inputValue()).toBe('8');
  await window.getByRole('textbox', { name: 'Body' }).fill('{"id":234}');
  await eventually(() => lengthRow.getByLabel(/^Value of header/).inputValue()).toBe('10');
  await window.getByRole('textbox', { name: 'Body' }).fill('{"id":2}');
  await window.getByLabel('Host header').selectOption('original');
  await destinationRow.waitFor({ state: 'detached' });
  expect(await window.getByLabel('Send Host').isDisabled()).toBe(false);
  await window.getByLabel('Host header').selectOption('destination');
  await destinationRow.waitFor();
  await page.keyboard.press('Control+Enter');

  await window.getByRole('article', { name: 'Delivery /hooks' }).waitFor();
  await window.getByText('201').first().waitFor();
  await window.getByText('42', { exact: true }).waitFor();
  await window.getByText('Wait for response').waitFor();
  await window.getByRole('tab', { name: /^Response headers/ }).click();
  await window.getByText('X-Answer').waitFor();
  expect(received).toMatchObject([{ method: 'POST', target: '/hooks', body: '{"id":2}' }]);
  expect(received[0]!.headers.filter((word) => word === 'X-Trace')).toHaveLength(1);

  await window.getByRole('button', { name: 'Compare with the request' }).click();
  await window.getByRole('region', { name: 'Differences from request 1' }).getByText('$.id').waitFor();
  await window.getByRole('button', { name: 'Send again' }).click();
  await eventually(() => received.length).toBe(2);
  await window.getByRole('button', { name: 'Back to editing' }).click();
  expect(await window.getByRole('textbox', { name: 'Body' }).inputValue()).toBe('{"id":2}');

  // What is replayed next goes to the same destination, and the button names it.
  await page.keyboard.press('Escape');
  await window.waitFor({ state: 'hidden' });
  const { host } = new URL(url);
  await page.getByRole('button', { name: `Replay to ${host}`, exact: true }).click();
  await eventually(() => received.length).toBe(3);
});

test('edits that were not sent are discarded only after a question', async () => {
  const { page } = await openWith([{ path: '/orders', headers: json, body: '{"id":1}' }]);
  await page.keyboard.press('R');
  const window = dialog(page, 'Edit and send');
  const body = window.getByRole('textbox', { name: 'Body' });
  const question = page.getByRole('alertdialog', { name: 'Discard your edits?' });
  await body.fill('{"id":2}');
  await page.keyboard.press('Escape');
  await question.waitFor();
  expect(await seriousViolations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await question.waitFor({ state: 'hidden' });
  await window.getByRole('button', { name: 'Blank request' }).click();
  await question.getByRole('button', { name: 'Cancel' }).click();
  await question.waitFor({ state: 'hidden' });
  expect(await body.inputValue()).toBe('{"id":2}');
  // Beside the window.
  await page.mouse.click(3, 3);
  await question.waitFor();
  // Enter does no harm: Cancel has the focus.
  await eventually(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Cancel');
  await page.keyboard.press('Enter');
  await question.waitFor({ state: 'hidden' });
  expect(await body.inputValue()).toBe('{"id":2}');
  await page.mouse.click(3, 3);
  await question.getByRole('button', { name: 'Discard' }).click();
  await window.waitFor({ state: 'hidden' });

  await page.keyboard.press('R');
  await body.fill('{"id":3}');
  await page.keyboard.press('Control+Enter');
  await window.getByRole('article', { name: /^Delivery/ }).waitFor();
  await page.keyboard.press('Escape');
  await window.waitFor({ state: 'hidden' });
  expect(await question.count()).toBe(0);
});

test('of a redirect, no body is shown that is not stored, and none that was not sent', async () => {
  const { received, url } = await receiver(({ target }, response) => {
    if (target === '/moved') response.end('the last body');
    else response.writeHead(303, { Location: '/moved' }).end('the body of the redirect');
  });
  const { page } = await openWith([{ path: '/orders', headers: json, body: '{"id":1}' }]);
  await page.keyboard.press('R');
  const window = dialog(page, 'Edit and send');
  await sendTo(page, url);
  await window.getByLabel('Follow redirects').check();
  await page.keyboard.press('Control+Enter');
  await window.getByText('the last body').waitFor();
  expect(received.map(({ method, body }) => [method, body])).toEqual([
    ['POST', '{"id":1}'],
    ['GET', ''],
  ]);
  await window.getByRole('tab', { name: /^Request/ }).click();
  await window.getByText('The request was sent without a body.').waitFor();
  await window.getByRole('button', { name: '1 · 303' }).click();
  await window.getByText('The body of a redirect is not stored.').waitFor();
  expect(await window.getByText('the last body').count()).toBe(0);
});

test('headers are moved with the keyboard, duplicated, and sent in that order', async () => {
  const { received, url } = await receiver((_, response) => response.end('ok'));
  const { page } = await openWith([{ headers: [...json, ['X-A', '1'], ['X-B', '2']], body: '{}' }]);
  await page.keyboard.press('R');
  const window = dialog(page, 'Edit and send');
  await window
    .getByRole('region', { name: 'Headers' })
    .getByLabel(/^Name of header/)
    .first()
    .waitFor();
  const names = () =>
    window
      .getByLabel(/^Name of header/)
      .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value));
  const before = await names();
  const place = before.indexOf('X-B') + 1;
  await window.getByLabel(`Name of header ${place}`).focus();
  await page.keyboard.press('Alt+ArrowUp');
  expect((await names()).indexOf('X-B')).toBe(place - 2);
  await eventually(() => page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe('X-B');
  await window.getByRole('button', { name: 'Actions for X-B' }).click();
  await page.getByRole('menuitem', { name: 'Duplicate' }).click();
  await sendTo(page, url);
  await window.getByRole('button', { name: /^Send/ }).last().click();
  await eventually(() => received.length).toBe(1);
  const sent = received[0]!.headers.filter((_, index) => index % 2 === 0);
  expect(sent.filter((name) => name.startsWith('X-'))).toEqual(['X-B', 'X-B', 'X-A']);
});

test('a sample event is found, signed in the browser, and recognised when it arrives', async () => {
  const { page, asked } = await openWith([]);
  const posted: string[] = [];
  page.on('request', (request) => posted.push(request.postData() ?? ''));
  await page.keyboard.press('T');
  const window = dialog(page, 'Send a request');
  await window.getByLabel('Search sample events').fill('stripe invoice paid');
  await page.keyboard.press('Enter');
  await window.getByText('Stripe · invoice.paid').waitFor();
  await window.getByLabel(/^Signing secret/).fill(secret);
  await says(page, 'The event is signed when it is sent.');
  await window.getByRole('button', { name: /^Send/ }).last().click();
  await window.getByRole('article', { name: /^Delivery/ }).waitFor();
  await page.keyboard.press('Escape');
  await inspector(page).row('POST /').waitFor();
  await inspector(page).detail(1).waitFor();
  await inspector(page).tab('Overview').click();
  await says(page, /^Signature valid/);
  expect(posted.join()).not.toContain(secret);
  expect(asked.join()).not.toContain(secret);
});

test('an old signature is not sent to a receiver unasked; the choice is remembered for it', async () => {
  const { received, url } = await receiver((request, response) => {
    response.writeHead(isAccepted(request) ? 200 : 400).end();
  });
  const { page } = await openWith([fromStripe('{"id":"evt_1Nz5","object":"event"}', 3600)]);
  await page.keyboard.press('R');
  const window = dialog(page, 'Edit and send');
  await sendTo(page, url);
  await says(
    page,
    /^The receiver will reject the timestamp: it expired (?:at|on) \d.* \(Stripe’s libraries allow 5 min\)/,
  );
  await window.getByRole('button', { name: /^Send/ }).last().click();
  await says(page, 'Choose how the request is signed before you send.');
  expect(received).toEqual([]);
  // The focus is at what has to be chosen, and then at what has to be entered, so that both are in sight.
  const hasFocus = (field: Locator) => field.evaluate((element) => element === document.activeElement);
  await eventually(() => hasFocus(window.getByLabel(/^As it was/))).toBe(true);
  await window.getByLabel(/^Sign again, same delivery ID/).check();
  // Only a person changes what a person chose: it stays while another URL is entered.
  await window.getByLabel('URL', { exact: true }).fill('');
  await window.getByLabel('URL', { exact: true }).fill(`${url}/`);
  expect(await window.getByLabel(/^Sign again, same delivery ID/).isChecked()).toBe(true);
  await window.getByLabel('URL', { exact: true }).fill(url);
  await page.keyboard.press('Control+Enter');
  await eventually(() => hasFocus(window.getByLabel(/^Signing secret/))).toBe(true);
  await window.getByLabel(/^Signing secret/).fill(secret);
  await window.getByRole('button', { name: /^Send/ }).last().click();
  await window.getByText('200').first().waitFor();
  expect(received.map(isAccepted)).toEqual([true]);
  expect(received[0]!.body).toBe('{"id":"evt_1Nz5","object":"event"}');
  await page.keyboard.press('Escape');
  await dialog(page, 'Edit and send').waitFor({ state: 'hidden' });

  await page.keyboard.press('r');
  await says(page, /^Request 1 sent to http:\/\/127.0.0.1:\d+: 200 in/);
  expect(received.map(isAccepted)).toEqual([true, true]);
});

test('a way to sign that nobody chose is not remembered: once the signature is too old, the page asks', async () => {
  const { received, url } = await receiver((request, response) => {
    response.writeHead(isAccepted(request) ? 200 : 400).end();
  });
  const { page } = await openWith([fromStripe('{"id":"evt_1","object":"event"}', 0)]);
  await page.keyboard.press('R');
  const window = dialog(page, 'Edit and send');
  await sendTo(page, url);
  await window.getByText(/^The timestamp is accepted until \d/).waitFor();
  await window.getByRole('button', { name: /^Send/ }).last().click();
  await window.getByText('200').first().waitFor();
  await page.keyboard.press('Escape');
  await window.waitFor({ state: 'hidden' });

  await page.evaluate(() => {
    const now = Date.now;
    Date.now = () => now() + 600_000;
  });
  await page.keyboard.press('r');
  await dialog(page, 'Replay request')
    .getByText(/^The receiver would reject the current signature\./)
    .waitFor();
  expect(received.map(isAccepted)).toEqual([true]);
});

test('a URL that the server refuses is not where the next request goes', async () => {
  const { page, expectComplaint } = await openWith([{ path: '/orders' }]);
  expectComplaint(/status of 403 .*\/deliveries/);
  await page.keyboard.press('R');
  const window = dialog(page, 'Edit and send');
  await sendTo(page, 'http://10.0.0.1/hooks');
  await window.getByRole('button', { name: /^Send/ }).last().click();
  await window.getByText('This server does not send requests to this destination.').waitFor();
  await page.keyboard.press('Escape');
  await window.waitFor({ state: 'hidden' });
  await page.keyboard.press('r');
  await says(page, /^Request 1 sent to this bin/);
});

test('a replay that is answered late does not change where the next one goes', async () => {
  let answer = () => {};
  const { received, url } = await receiver((_, response) => {
    if (received.length === 1) response.end();
    else answer = () => response.end();
  });
  const { page } = await openWith([{ path: '/orders' }]);
  await page.keyboard.press('R');
  const window = dialog(page, 'Edit and send');
  const sent = window.getByRole('article', { name: /^Delivery/ });
  await sendTo(page, url);
  await window.getByRole('button', { name: /^Send/ }).last().click();
  await sent.waitFor();
  await page.keyboard.press('Escape');
  await window.waitFor({ state: 'hidden' });
  await page.keyboard.press('r');
  await eventually(() => received.length).toBe(2);

  await page.keyboard.press('R');
  await window.getByLabel('This bin').check();
  await window.getByRole('button', { name: /^Send/ }).last().click();
  await sent.waitFor();
  await page.keyboard.press('Escape');
  await window.waitFor({ state: 'hidden' });
  answer();
  await says(page, /^Request 1 sent to http:\/\/127.0.0.1:\d+: 200 in/);
  await page.keyboard.press('r');
  await says(page, /^Request \d sent to this bin/);
  expect(received).toHaveLength(2);
});

test('the latest requests are loaded once, and another of them is chosen', async () => {
  const { page, asked } = await openWith([{ body: 'first' }, { path: '/second', body: 'second' }]);
  await page.keyboard.press('R');
  const window = dialog(page, 'Edit and send');
  const body = window.getByRole('textbox', { name: 'Body' });
  const picker = window.getByRole('combobox', { name: 'Request', exact: true });
  await eventually(() => body.inputValue()).toBe('second');
  await eventually(() => picker.locator('option').allTextContents()).toEqual([
    expect.stringMatching(/^#2 · POST \/second · \d\d:\d\d:\d\d$/),
    expect.stringMatching(/^#1 · POST \/ · \d\d:\d\d:\d\d$/),
  ]);
  await picker.selectOption('1');
  await eventually(() => body.inputValue()).toBe('first');
  await eventually(() => picker.locator('option').count()).toBe(2);
  expect(asked.filter((url) => /\/captures\?.*limit=50/.test(url))).toHaveLength(1);
});

test('a request that is not valid HTTP is sent as it was received, and nothing of it can be edited', async () => {
  const { bin, page } = await openWith([{ body: 'first' }]);
  const { host, port, pathname } = new URL(bin.captureUrl);
  const message = `POST ${pathname} HTTP/1.1\r\nHost: ${host}\r\nBad Header: 1\r\n\r\n`;
  await ask(Number(port), message);
  await page.locator('#capture-2').click();
  await inspector(page).detail(2).waitFor();
  await page.keyboard.press('R');
  const window = dialog(page, 'Edit and send');
  await window.getByText('Request 2 is not valid HTTP, so it cannot be edited.').waitFor();
  expect(await window.getByRole('textbox').count()).toBe(0);
  expect(await seriousViolations(page)).toEqual([]);
  let received = '';
  const url = await rawServer((socket, bytes) => {
    received = bytes;
    socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
  });
  await sendTo(page, url);
  await window.getByRole('button', { name: 'Replay' }).click();
  await window.getByRole('article', { name: /^Delivery/ }).waitFor();
  expect(received).toBe(message);

  // Another request can be edited again.
  await window.getByRole('button', { name: 'Back to the destination' }).click();
  await window.getByRole('combobox', { name: 'Request', exact: true }).selectOption('1');
  await eventually(() => window.getByRole('textbox', { name: 'Body' }).inputValue()).toBe('first');
});

test('a comparison stays while the request is edited further', async () => {
  const { page } = await openWith([{ headers: json, body: '{"id":1}' }]);
  await page.keyboard.press('R');
  const window = dialog(page, 'Edit and send');
  const body = window.getByRole('textbox', { name: 'Body' });
  await body.fill('{"id":2}');
  await window.getByRole('button', { name: 'Compare', exact: true }).click();
  const differences = window.getByRole('region', { name: 'Differences from the captured request' });
  await differences.getByText('$.id').waitFor();
  const gaps = await differences.evaluateHandle((region) => {
    const seen: string[] = [];
    const look = () => region.textContent?.includes('$.id') || seen.push(region.outerHTML);
    new MutationObserver(look).observe(region, { childList: true, subtree: true });
    return seen;
  });
  await body.fill('{"id":3,"more":true}');
  await differences.getByText('$.more').waitFor();
  expect(await gaps.jsonValue()).toEqual([]);
});

test('a request is sent several times, and its responses are counted', async () => {
  const { received, url } = await receiver((_, response) => {
    response.writeHead(received.length > 1 ? 409 : 200).end();
  });
  const { page } = await openWith([{ path: '/once', body: 'x' }]);
  await page.keyboard.press('R');
  const window = dialog(page, 'Edit and send');
  await sendTo(page, url);
  await window.getByLabel('Times').fill('3');
  await window.getByLabel('Pause').selectOption('0.1 s');
  await window.getByRole('button', { name: 'Send 3 times' }).click();
  await window.getByRole('row', { name: '200 1' }).waitFor();
  await window.getByRole('row', { name: '409 2' }).waitFor();
  expect(received.map(({ target }) => target)).toEqual(['/once', '/once', '/once']);
});

test('selected requests are planned, and replayed in their order', async () => {
  const { received, url } = await receiver((_, response) => response.end());
  const { page } = await openWith(['1', '2', '3'].map((body) => ({ body })));
  for (const key of ['x', 'j', 'x']) await page.keyboard.press(key);
  await page.keyboard.press('r');
  const bulk = dialog(page, 'Replay requests');
  expect(await bulk.getByLabel('Filter').inputValue()).toBe('seq:2-3');
  await bulk.getByLabel('Another URL').check();
  await bulk.getByLabel('URL', { exact: true }).fill(url);
  await bulk.getByLabel('Pace').selectOption('Requests per second');
  await bulk.getByRole('button', { name: 'Show plan' }).click();
  await bulk.getByRole('region', { name: 'Plan' }).getByText('#2').waitFor();
  expect(received).toEqual([]);
  await bulk.getByRole('button', { name: 'Replay 2 requests' }).click();
  await bulk.getByText('2 requests sent').waitFor();
  await bulk.getByRole('row', { name: '200 2' }).waitFor();
  expect(received.map(({ body }) => body)).toEqual(['2', '3']);
  await bulk.getByRole('button', { name: 'Show deliveries' }).click();
  await dialog(page, 'Deliveries').getByText('2 deliveries').waitFor();
});

test('old requests are signed anew in bulk, and the replay is still listed after a reload', async () => {
  const { received, url } = await receiver((_, response) => response.end());
  const { page, bin } = await openWith([
    fromStripe('{"id":"evt_1"}', 3600),
    fromStripe('{"id":"evt_2"}', 3600),
  ]);
  await page.keyboard.press('x');
  await page.keyboard.press('Shift+J');
  await page.keyboard.press('r');
  const bulk = dialog(page, 'Replay requests');
  await bulk.getByLabel('Another URL').check();
  await bulk.getByLabel('URL', { exact: true }).fill(url);
  await bulk.getByLabel('Signatures').selectOption('Signed anew, with the same delivery IDs');
  await bulk.getByRole('button', { name: 'Show plan' }).click();
  await bulk.getByText(/^None can be signed anew: this bin keeps no signing secret/).waitFor();

  const put = { method: 'PUT', body: JSON.stringify({ secrets: [{ secret }] }) };
  expect((await bin.api('/secrets/stripe', put)).status).toBe(200);
  await bulk.getByLabel('Pace').selectOption('Without gaps, up to 8 at a time');
  await bulk.getByRole('button', { name: 'Show plan' }).click();
  await bulk.getByText('All of them are signed anew.').waitFor();
  await bulk.getByRole('button', { name: 'Replay 2 requests' }).click();
  await bulk.getByRole('row', { name: '200 2' }).waitFor();
  expect(received.map(isAccepted)).toEqual([true, true]);

  await page.reload();
  await inspector(page).row('POST /').first().waitFor();
  await page.keyboard.press('D');
  await dialog(page, 'Deliveries')
    .getByRole('region', { name: 'Bulk replay' })
    .getByText('2 requests sent')
    .waitFor();
});

test('a bulk replay sends nothing that arrived after its plan', async () => {
  const { page, bin, expectComplaint } = await openWith([{ body: '1' }]);
  expectComplaint(/status of 503 .*\/captures\/replay/);
  const sent: Record<string, unknown>[] = [];
  await page.route(/\/captures\/replay$/, (route) => {
    const input = route.request().postDataJSON();
    sent.push(input);
    const plan = { count: 1, bytes: 1, takesMs: 0, destination: { bin: bin.slug }, sample: [], upTo: 7 };
    const problem = { code: 'busy', status: 503, title: 'Not in this test.', hint: '' };
    return input.plan
      ? route.fulfill({ json: plan })
      : route.fulfill({
          status: 503,
          contentType: 'application/problem+json',
          body: JSON.stringify(problem),
        });
  });
  await page.keyboard.press('x');
  await page.keyboard.press('r');
  const bulk = dialog(page, 'Replay requests');
  await bulk.getByRole('button', { name: 'Show plan' }).click();
  await bulk.getByRole('button', { name: 'Replay 1 request' }).click();
  await bulk.getByText('Not in this test.').waitFor();
  expect(sent).toMatchObject([{ plan: true }, { upTo: 7 }]);
});

test('a bulk replay that the server no longer knows is left out of the deliveries', async () => {
  const { page, bin } = await openWith([{ body: '1' }]);
  await bin.api('/captures/replay', { method: 'POST', body: '{"to":"self"}' });
  // As after a restart.
  let asked = 0;
  await page.route(/\/replays$/, (route) => {
    asked += 1;
    return route.fulfill({ json: { replays: [] } });
  });
  await inspector(page).row('POST /').waitFor();
  await eventually(() => inspector(page).rows.count()).toBe(2);
  await page.keyboard.press('D');
  const deliveries = dialog(page, 'Deliveries');
  await deliveries.getByText('1 delivery').waitFor();
  await eventually(() => asked).toBeGreaterThan(0);
  expect(await deliveries.getByRole('region', { name: 'Bulk replay' }).count()).toBe(0);
});

test('a destination that does not answer is said in words; one that takes too long is stopped', async () => {
  const { url } = await receiver(() => {});
  const { page } = await openWith([{ path: '/slow' }]);
  await page.keyboard.press('R');
  const window = dialog(page, 'Edit and send');
  // Nothing listens on the port of a server that has ended.
  const closed = createServer();
  const port = await listenOnLoopback(closed);
  await new Promise((resolve) => closed.close(resolve));
  await sendTo(page, `http://127.0.0.1:${port}`);
  await window.getByRole('button', { name: /^Send/ }).last().click();
  await window.getByText('The destination refused the connection.').waitFor();
  await page.keyboard.press('Escape');
  await inspector(page).tab('Deliveries').click();
  const reason = inspector(page).panel.getByText('The destination refused the connection', { exact: true });
  expect(await reason.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)).toBe(0);
  await page.keyboard.press('R');

  await sendTo(page, url);
  await window.getByRole('button', { name: /^Send/ }).last().click();
  await window.getByRole('button', { name: 'Stop' }).click();
  await window.getByText('Stopped').first().waitFor();
  await window.getByRole('button', { name: 'Remove' }).click();
  await window.getByRole('button', { name: /^Send/ }).last().waitFor();
});

test.for([
  ['a wide screen', {}],
  ['a phone', phone],
] as const)('on %s, why deliveries failed is read without being cut', async ([, options]) => {
  const { url } = await receiver((_, response) => response.destroy());
  const { page, bin } = await openWith([{ path: '/orders' }], options);
  const order = { capture: 1, to: { url }, repeat: { times: 2, gapMs: 0 } };
  await bin.api('/deliveries', { method: 'POST', body: JSON.stringify(order) });
  await openInspector(page, bin, 1);
  await inspector(page).tab('Deliveries').click();
  const list = inspector(page).panel.getByRole('list', { name: 'Deliveries, newest first' });
  const row = list.getByRole('button').first();
  await row.getByText('Failed').waitFor();
  const why = row.getByText(/^The (?:connection|destination) .*$/).last();
  const { width, height } = await boxOf(why);
  // A line of small text is 15 to 20 px high: it takes two lines at most, over the width of the row.
  expect(height).toBeLessThan(41);
  expect(width).toBeGreaterThan((await boxOf(row)).width / 2);
  await row.click();
  await page.getByRole('button', { name: 'Send again' }).click();
  const choices = page.getByRole('group', { name: 'Attempt' }).getByRole('button');
  await eventually(() => choices.allTextContents()).toEqual(['1 · Failed', '2 · Failed']);
});

test('a link to look at sees deliveries, and can send nothing', async () => {
  const { page, bin } = await openWith([{ path: '/orders' }]);
  await page.keyboard.press('r');
  await says(page, /^Request 1 sent to this bin/);
  const { key } = await (await bin.api('/links', { method: 'POST', body: '{"role":"viewer"}' })).json();
  await openInspector(page, { key });
  await page.keyboard.press('R');
  await page.keyboard.press('T');
  await page.keyboard.press('D');
  const deliveries = dialog(page, 'Deliveries');
  await deliveries.getByRole('button', { name: /GET .*\/orders/ }).click();
  await deliveries.getByRole('article').waitFor();
  expect(await deliveries.getByRole('button', { name: /Send|Remove|Stop/ }).count()).toBe(0);
  expect(await dialog(page, 'Edit and send').count()).toBe(0);
});

test('a link to one request replays it to a URL as it was received, and cannot edit it', async () => {
  const { received, url } = await receiver((_, response) => response.writeHead(202).end('taken'));
  const signed = fromStripe('{"id":"evt_1"}', 3600);
  const { page, bin } = await openWith([{ ...signed, path: '/orders?id=1' }]);
  const link = await bin.api('/links', { method: 'POST', body: '{"role":"editor","captureSeq":1}' });
  await openInspector(page, await link.json());
  await inspector(page).detail(1).waitFor();
  expect(await page.getByRole('button', { name: 'Edit and send' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Replay to another URL' }).click();
  const window = dialog(page, 'Replay request');
  await window.getByLabel('Another URL').check();
  await window.getByRole('button', { name: 'Replay' }).click();
  await window.getByText('Enter the URL to send to.').waitFor();
  await window.getByLabel('URL', { exact: true }).fill(url);
  await page.keyboard.press('Enter');
  // Responses of private destinations are for owners.
  await window.getByText('Response received').first().waitFor();
  await window.getByText('The response is not shown to you.').waitFor();
  expect(await window.getByRole('button', { name: 'Send again' }).count()).toBe(0);
  await page.keyboard.press('Escape');
  await window.waitFor({ state: 'hidden' });
  await page.keyboard.press('r');
  await says(page, /^Request 1 sent to http:\/\/127.0.0.1:\d+: Response received in/);
  expect(received.map(({ target, body }) => [target, body])).toEqual([
    ['/orders?id=1', '{"id":"evt_1"}'],
    ['/orders?id=1', '{"id":"evt_1"}'],
  ]);
});

test('every action is in the palette', async () => {
  const { page } = await openWith([{ path: '/orders' }]);
  for (const name of [
    'Edit and send the request',
    'Send sample event',
    'Paste a request to send',
    'Deliveries',
    'Replay requests of the list',
  ]) {
    await page.keyboard.press('Control+k');
    await page.getByRole('option', { name, exact: false }).first().click();
    await page.getByRole('dialog').filter({ visible: true }).getByRole('heading').first().waitFor();
    await page.keyboard.press('Escape');
    await eventually(() => page.getByRole('dialog').count()).toBe(0);
  }
});

/** Both widths and both themes. */
const ways: [name: string, options: VisitorOptions][] = [
  ['a wide light screen', { colorScheme: 'light' }],
  ['a dark phone', { ...phone, colorScheme: 'dark' }],
];

test.for(ways)(
  'on %s axe finds nothing serious, and nothing is wider than the screen',
  async ([, options]) => {
    const long = `/orders/${'long'.repeat(60)}`;
    const { page, bin } = await openWith(
      [fromStripe('{"id":"evt_1"}', 3600), { path: long, headers: json, body: '{"a":1}' }],
      options,
    );
    const found: Record<string, unknown> = {};
    const check = async (screen: string) => {
      const violations = await seriousViolations(page);
      if (violations.length > 0) found[screen] = violations;
      const [wide, most] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      if (wide! > most!) found[`${screen}: width`] = [wide, most];
      const small = options.isMobile ? await misfits(page) : [];
      if (small.length > 0) found[`${screen}: fingers`] = small;
    };
    const isMobile = options.isMobile === true;
    await openInspector(page, bin, 1);
    await inspector(page).detail(1).waitFor();
    if (isMobile) {
      await page.getByRole('button', { name: 'More actions for this request' }).tap();
      await page.getByRole('menuitem', { name: 'Edit and send' }).tap();
    } else await page.getByRole('button', { name: 'Edit and send' }).click();
    const window = dialog(page, 'Edit and send');
    await sendTo(page, 'http://127.0.0.1:9');
    await says(page, /^The receiver will reject the timestamp/);
    await check('edit');
    const top = async (field: Locator) => (await field.boundingBox())!.y;
    expect(await top(window.getByRole('group', { name: 'Destination' }))).toBeLessThanOrEqual(
      await top(window.getByLabel('Path and query')),
    );
    await window.getByRole('button', { name: 'Sample event' }).click();
    await window.getByLabel('Search sample events').fill('github push');
    await check('samples');
    await page.keyboard.press('Escape');
    await window.waitFor({ state: 'hidden' });

    await openInspector(page, bin, 2);
    await inspector(page).detail(2).waitFor();
    await page.getByRole('button', { name: 'Replay to this bin', exact: true }).click();
    await page.getByRole('button', { name: 'View delivery' }).click();
    await dialog(page, 'Deliveries').getByRole('article').waitFor();
    for (const name of ['Response headers', 'Request', 'Connection', 'Response body']) {
      await dialog(page, 'Deliveries')
        .getByRole('tab', { name: new RegExp(`^${name}`) })
        .click();
      await check(name);
    }
    await dialog(page, 'Deliveries').getByRole('button', { name: 'All deliveries' }).click();
    await dialog(page, 'Deliveries').getByText('1 delivery').waitFor();
    await check('deliveries');
    expect(found).toEqual({});
  },
);

test('the actions of a request keep their names and places when there is a destination and a link', async () => {
  const { url } = await receiver((_, response) => response.end());
  const { page } = await openWith([{ path: '/one' }], { viewport: { width: 1400, height: 900 } });
  const names = ['Compare', 'Copy link: Link to this request', /^Pin/, 'Delete'];
  const buttons = page.getByRole('article');
  const places = () =>
    Promise.all(names.map(async (name) => (await boxOf(buttons.getByRole('button', { name }).first())).x));
  const before = await places();
  await page.keyboard.press('R');
  await sendTo(page, `${url}/a-long-path`);
  await page.keyboard.press('Control+Enter');
  await dialog(page, 'Edit and send').getByText('200').first().waitFor();
  await page.keyboard.press('Escape');
  await dialog(page, 'Edit and send').waitFor({ state: 'detached' });
  await buttons.getByRole('button', { name: /^Replay to 127/ }).waitFor();
  await createViewLink(await openSharing(page));
  await page.keyboard.press('Escape');
  expect(await places()).toEqual(before);
  const { y } = await boxOf(buttons.getByRole('button', { name: 'Delete' }).first());
  expect((await boxOf(buttons.getByRole('button', { name: /^Copy as curl/ }))).y).toBe(y);
});
