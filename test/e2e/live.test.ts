import { execFile } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { sharedBrowser } from '../support/chromium.ts';
import { type CutWire, layWire } from '../support/cut-wire.ts';
import { newBin, sharedServer, startServer, temporaryFolder } from '../support/server.ts';
import { slowness } from '../support/slowness.ts';
import { boxOf, eventually, expectMark, inspector, markWord, openInspector, seqsShown } from './inspector.ts';
import { watchMainThread } from './main-thread.ts';
import { startRefusingProxy } from './refusing-proxy.ts';
import { json, send, sendMany } from './send.ts';

const server = sharedServer();
const visit = sharedBrowser();
const say = (words: string) => process.stdout.write(`${words}\n`);

/** A bin with its page open and live, seen through a wire that can be cut. */
async function openThroughWire() {
  const bin = await newBin(server().origin);
  const wire = await layWire(server().port);
  onTestFinished(() => wire.close());
  const visitor = await visit(wire.origin);
  visitor.expectComplaint(/net::ERR_|WebSocket connection to/);
  await openInspector(visitor.page, bin);
  return { bin, wire, ...visitor };
}

function seqsDown(from: number): number[] {
  return Array.from({ length: from }, (_, index) => from - index);
}

test('what curl sends to an open page appears there with its 64-bit number exact', async () => {
  const bin = await newBin(server().origin);
  const { page } = await visit(server().origin);
  await openInspector(page, bin);
  await promisify(execFile)('curl', ['-s', '-d', '{"id":12345678901234567890}', bin.captureUrl]);
  await inspector(page).row('POST /').waitFor();
  await inspector(page).panel.getByText('12345678901234567890', { exact: true }).waitFor();
});

test('a request is in an open page less than half a second after it was sent', async () => {
  const bin = await newBin(server().origin);
  const { page } = await visit(server().origin);
  await openInspector(page, bin);
  // The first one shows list and pane where the empty bin was; people watch the ones after it.
  await send(bin.captureUrl, { path: '/first', body: '{}' });
  await inspector(page).detail(1).waitFor();

  const delays: { row: number; number: number }[] = [];
  for (let round = 1; round <= 10; round++) {
    const number = `1234567890123456789${round % 10}`;
    // What arrives in quick succession is drawn together; this is about one request that somebody waits for.
    await setTimeout(250);
    const appearing = page.evaluate(whenShown, { path: `/round/${round}`, number });
    await page.evaluate(() => 'the one before is watching by now');
    const sentAt = Date.now();
    await send(bin.captureUrl, { path: `/round/${round}`, headers: json, body: `{"id":${number}}` });
    const shown = await appearing;
    delays.push({ row: shown.row - sentAt, number: shown.number - sentAt });
  }
  const [row, number] = [
    median(delays.map((delay) => delay.row)),
    median(delays.map((delay) => delay.number)),
  ];
  say(`live: median of 10 from sending to the row ${row} ms, to the number in the body ${number} ms`);
  const slower = await slowness();
  expect(row).toBeLessThan(500 * slower);
  expect(number).toBeLessThan(500 * slower);
});

/** In the page: when the row of a path, and a number in the body, came to be there; milliseconds since the epoch. */
function whenShown({
  path,
  number,
}: {
  path: string;
  number: string;
}): Promise<{ row: number; number: number }> {
  return new Promise((resolve) => {
    const shown = { row: 0, number: 0 };
    const observer = new MutationObserver(() => {
      const text = (selector: string) => document.querySelector(selector)?.textContent ?? '';
      if (!shown.row && text('[role=listbox]').includes(path)) shown.row = Date.now();
      if (!shown.number && text('[role=tabpanel]').includes(number)) shown.number = Date.now();
      if (!shown.row || !shown.number) return;
      observer.disconnect();
      resolve(shown);
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  });
}

function median(numbers: number[]): number {
  return numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
}

const failures: { name: string; fail: (wire: CutWire) => unknown }[] = [
  { name: 'is cut', fail: (wire) => wire.cut() },
  { name: 'goes silent', fail: (wire) => wire.silence() },
];

test.for(failures)(
  '200 requests sent while the network $name appear after it returns, none missing, none twice',
  async ({ name, fail }) => {
    const { bin, wire, page } = await openThroughWire();
    await sendMany(bin.captureUrl, 3);
    await page.getByText('3 of 10,000 requests').waitFor();
    // What is fetched when it is first needed has come before the network goes.
    await page.getByRole('slider', { name: /^Requests over time/ }).waitFor();
    await inspector(page).panel.getByRole('status').waitFor({ state: 'detached' });

    const failedAt = Date.now();
    await fail(wire);
    await sendMany(bin.captureUrl, 200);
    await expectNotLive(page);
    say(`live: a network that ${name} is noticed after ${Date.now() - failedAt} ms`);
    // Nothing gets through: to call this polling would be a lie.
    expect(['Reconnecting', 'Offline']).toContain(await markWord(page));
    const restoredAt = Date.now();
    await wire.restore();

    await page.getByRole('button', { name: '200 received while you were away' }).waitFor();
    say(`live: caught up ${Date.now() - restoredAt} ms after the network returned`);
    await expectMark(page, 'Live');
    expect(await seqsShown(page)).toEqual({ seqs: seqsDown(203), claimed: 203 });
    await page.getByText('203 of 10,000 requests').waitFor();
  },
);

test('who returns to requests that arrived meanwhile is led to the first of them', async () => {
  const { bin, wire, page } = await openThroughWire();
  await sendMany(bin.captureUrl, 2);
  await page.getByText('2 of 10,000 requests').waitFor();
  await wire.cut();
  await expectNotLive(page);
  await sendMany(bin.captureUrl, 12);
  await wire.restore();
  await page.getByRole('button', { name: '12 received while you were away' }).click();
  await inspector(page).detail(3).waitFor();
  await page.getByText('received while you were away').waitFor({ state: 'detached' });
  // With a filter, the first of them that it matches is opened.
  await wire.cut();
  await expectNotLive(page);
  await sendMany(bin.captureUrl, 2);
  await send(bin.captureUrl, { method: 'PUT', path: '/put' });
  await wire.restore();
  const away = page.getByRole('button', { name: '3 received while you were away' });
  await away.waitFor();
  await page.getByRole('combobox', { name: 'Filter requests' }).fill('method:PUT');
  await page.keyboard.press('Enter');
  await eventually(() => inspector(page).rows.count()).toBe(1);
  await away.click();
  await inspector(page).detail(17).waitFor();
  expect(await page.getByText('This request does not match the filter.').count()).toBe(0);
});

test('the list marks where the requests received while away begin and end', async () => {
  const { bin, wire, page } = await openThroughWire();
  await sendMany(bin.captureUrl, 2);
  await page.getByText('2 of 10,000 requests').waitFor();
  await wire.cut();
  await expectNotLive(page);
  await sendMany(bin.captureUrl, 5);
  await wire.restore();
  await page.getByRole('button', { name: '5 received while you were away' }).waitFor();
  await sendMany(bin.captureUrl, 1);
  await inspector(page).detail(8).waitFor();
  // The arrows point at them.
  const ends = page.locator('[data-away]');
  await eventually(() => ends.evaluateAll((all) => all.map((line) => line.dataset.away))).toEqual([
    'below',
    'above',
  ]);
  const [top, bottom] = await Promise.all([boxOf(ends.first()), boxOf(ends.last())]);
  const [newest, oldest] = await Promise.all([7, 3].map((seq) => boxOf(page.locator(`#capture-${seq}`))));
  expect(Math.abs(top.y - newest!.y)).toBeLessThan(2);
  expect(Math.abs(bottom.y - (oldest!.y + oldest!.height))).toBeLessThan(2);
});

async function expectNotLive(page: Page, timeout?: number): Promise<void> {
  await eventually(() => markWord(page), timeout).not.toBe('Live');
}

test('while the network is gone the page does not claim to be connected, and is live again by itself afterwards', async () => {
  const { bin, wire, page } = await openThroughWire();
  const { mark, row, button } = inspector(page);
  await wire.cut();
  await expectMark(page, 'Offline');
  // Where people look, and said to screen readers.
  await page.getByRole('banner').and(page.locator(':has([role=status])')).waitFor();
  expect(await mark.textContent()).toContain('The server cannot be reached.');
  // What is tried meanwhile says the same, and not that the page has failed.
  await button('Send test request').click();
  const alert = page.getByRole('alert').filter({ hasText: 'The test request could not be sent.' });
  await alert.getByText('The server cannot be reached.').waitFor();
  expect(await alert.textContent()).toContain('Check your network connection, then try again.');
  await wire.restore();
  await expectMark(page, 'Live');

  // A paused list is not live, but says so if the connection is lost.
  await send(bin.captureUrl, { path: '/one' });
  await row('GET /one').waitFor();
  await page.keyboard.press('Shift+P');
  await expectMark(page, 'Paused');
  expect(await page.getByText(/^\s*Live$/).count()).toBe(0);
  await wire.cut();
  await expectMark(page, 'Offline');
  await wire.restore();
  await expectMark(page, 'Paused');
  await page.keyboard.press('Shift+P');
  await expectMark(page, 'Live');
});

test('a server that restarts is caught up with', async () => {
  const folder = await temporaryFolder();
  const first = await startServer({ folder });
  const bin = await newBin(first.origin);
  const { page, expectComplaint } = await visit(first.origin);
  expectComplaint(/net::ERR_|WebSocket connection to/);
  await openInspector(page, bin);
  await sendMany(bin.captureUrl, 5);
  await page.getByText('5 of 10,000 requests').waitFor();

  const askedAt = Date.now();
  expect(await first.stop()).toEqual({ code: 0, signal: null });
  const stopping = Date.now() - askedAt;
  say(`live: the server stopped ${stopping} ms after it was asked to, with a page open`);
  // What waits for a page that has gone waits for all of its patience.
  expect(stopping).toBeLessThan(8000 * (await slowness()));
  await expectNotLive(page);
  const second = await startServer({ folder, environment: { PORT: `${first.port}` } });
  expect(second.port).toBe(first.port);
  await sendMany(bin.captureUrl, 7);

  await expectMark(page, 'Live');
  await page.getByText('12 of 10,000 requests').waitFor();
  expect(await seqsShown(page)).toEqual({ seqs: seqsDown(12), claimed: 12 });
});

test('a page whose live channel is blocked polls, and says so', async () => {
  const bin = await newBin(server().origin);
  const proxy = await startRefusingProxy(server().port, { refused: '/socket.io/' });
  onTestFinished(proxy.close);
  const { page, expectComplaint } = await visit(proxy.origin);
  expectComplaint(/status of 403|WebSocket connection to/);
  await page.goto(`/i/${bin.key}`);
  await expectMark(page, 'Polling');
  await sendMany(bin.captureUrl, 20);
  await page.getByText('20 of 10,000 requests').waitFor();
  expect(await seqsShown(page)).toEqual({ seqs: seqsDown(20), claimed: 20 });
  await expectMark(page, 'Polling');
});

test('a page whose WebSockets are refused is live all the same', async () => {
  const bin = await newBin(server().origin);
  const proxy = await startRefusingProxy(server().port, { refused: null });
  onTestFinished(proxy.close);
  const { page, expectComplaint } = await visit(proxy.origin);
  expectComplaint(/WebSocket connection to/);
  await openInspector(page, bin);
  await sendMany(bin.captureUrl, 20);
  await page.getByText('20 of 10,000 requests').waitFor();
  expect(await markWord(page)).toBe('Live');
});

const burst = process.env.NERVES ? 2000 : 400;

test(`a burst of ${burst} requests is there exactly once, and leaves the page responsive`, async () => {
  const bin = await newBin(server().origin);
  const { page } = await visit(server().origin);
  await openInspector(page, bin);
  const longestTask = await watchMainThread(page);
  const startedAt = Date.now();
  await sendMany(bin.captureUrl, burst);
  const sentAt = Date.now();
  await page.getByText(`${burst.toLocaleString('en')} of 10,000 requests`).waitFor();
  const shownAt = Date.now();
  const longest = await longestTask();
  say(
    `live: ${burst} requests in ${sentAt - startedAt} ms, all listed ${shownAt - sentAt} ms later, longest task ${longest} ms`,
  );
  expect(await seqsShown(page)).toEqual({ seqs: seqsDown(burst), claimed: burst });
  expect(longest).toBeLessThan(500);
});

test('two people on one bin are told of each other, until one leaves', async () => {
  const bin = await newBin(server().origin);
  await send(bin.captureUrl);
  const [{ page }, other] = [await visit(server().origin), await visit(server().origin)];
  const viewers = page.getByText(/\d viewers$/);
  await openInspector(page, bin);
  expect(await viewers.count()).toBe(0);
  await openInspector(other.page, bin);
  await eventually(() => viewers.allInnerTexts()).toEqual(['2 viewers']);
  await eventually(() => other.page.getByText(/\d viewers$/).allInnerTexts()).toEqual(['2 viewers']);
  await other.page.close();
  await eventually(() => viewers.count()).toBe(0);
});
