import { createServer } from 'node:http';
import type { Locator, Page, Request } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { bulkReplayDialog } from '#components/inspector/bulk-replay/words.ts';
import { deliveriesDialog } from '#components/inspector/deliveries/words.ts';
import { sendDialog } from '#components/inspector/send/words.ts';
import { exportDialog } from '#components/inspector/transfer/words.ts';
import type { DeliveryJson, DeliveryPage } from '#lib/model/delivery-json.ts';
import { listenOnLoopback } from '../egress/listen.ts';
import { sharedBrowser } from '../support/chromium.ts';
import { newBin, sharedServer, type TestBin } from '../support/server.ts';
import { until } from '../support/until.ts';
import { eventually, inspector, openInspector } from './inspector.ts';
import { json, send } from './send.ts';

// Destinations of these tests are on this machine.
const server = sharedServer({ environment: { EGRESS_ALLOW: 'loopback' } });
const visit = sharedBrowser();

/** Longer than what is part of a delivery in the API: the page fetches it. */
const long = JSON.stringify({ made: 'x'.repeat(100_000) });

/** A receiver on this machine that responds with JSON. */
async function receiver(): Promise<string> {
  const listening = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(long);
  });
  onTestFinished(() => void listening.close());
  return `http://127.0.0.1:${await listenOnLoopback(listening)}`;
}

/** A bin with one request, of which these many replays have ended. */
async function binWithReplays(times: number): Promise<TestBin> {
  const bin = await newBin(server().origin);
  await send(bin.captureUrl, { path: '/orders', headers: json, body: '{"id":1}' });
  const order = { to: { url: await receiver() }, capture: 1, repeat: { times, gapMs: 0 } };
  await bin.api('/deliveries', { method: 'POST', body: JSON.stringify(order) });
  await until(async () => {
    const page: DeliveryPage = await (await bin.api('/deliveries?limit=200')).json();
    return page.total === times && page.deliveries.every(({ state }) => state === 'answered');
  });
  return bin;
}

const hasFocus = (locator: Locator) =>
  eventually(() => locator.evaluate((element) => element === document.activeElement)).toBe(true);

const scrollTop = (row: Locator) =>
  row.evaluate((element) => {
    let scroller: Element | null = element;
    while (scroller && scroller.scrollTop === 0) scroller = scroller.parentElement;
    return scroller?.scrollTop ?? 0;
  });

test('the list of deliveries stays as it was while one of them is shown', async () => {
  const bin = await binWithReplays(60);
  const { page } = await visit(server().origin, { reducedMotion: 'reduce' });
  await openInspector(page, bin, 1);
  await inspector(page).tab('Deliveries').click();
  const { panel } = inspector(page);
  const rows = panel.getByRole('list', { name: 'Deliveries, newest first' }).getByRole('button');
  await panel.getByRole('button', { name: 'Load more' }).click();
  await eventually(() => rows.count()).toBe(60);
  const row = rows.nth(55);
  await row.scrollIntoViewIfNeeded();
  const before = await scrollTop(row);
  expect(before).toBeGreaterThan(0);
  await row.click();
  await panel.getByRole('article', { name: 'Delivery /orders' }).waitFor();
  const back = panel.getByRole('button', { name: 'Back to the list' });
  await hasFocus(back);
  await page.keyboard.press('Escape');
  await hasFocus(row);
  expect(await rows.count()).toBe(60);
  expect(await scrollTop(row)).toBe(before);

  await page.keyboard.press('Enter');
  await panel.getByRole('button', { name: 'Remove' }).click();
  await eventually(() => rows.count()).toBe(59);
  expect(await page.evaluate(() => document.activeElement?.closest('[role=tabpanel]') !== null)).toBe(true);
});

test('a delivery that is removed elsewhere leaves the list, and is marked where it is open', async () => {
  const bin = await binWithReplays(2);
  const { deliveries }: DeliveryPage = await (await bin.api('/deliveries')).json();
  const { page } = await visit(server().origin);
  await openInspector(page, bin);
  await page.keyboard.press('D');
  const dialog = page.getByRole('dialog', { name: 'Deliveries' });
  const rows = dialog.getByRole('list', { name: 'Deliveries, newest first' }).getByRole('button');
  await eventually(() => rows.count()).toBe(2);
  await bin.api(`/deliveries/${deliveries[1]!.id}`, { method: 'DELETE' });
  await eventually(() => rows.count()).toBe(1);
  await rows.click();
  await dialog.getByRole('button', { name: 'Send again' }).waitFor();
  await bin.api(`/deliveries/${deliveries[0]!.id}`, { method: 'DELETE' });
  await dialog.getByText('This delivery was removed while it was open here.').waitFor();
  expect(await dialog.getByRole('button', { name: 'Send again' }).count()).toBe(0);
});

test('the dialog leads back from a delivery to the bulk replay, and from there to all deliveries', async () => {
  const bin = await binWithReplays(1);
  const replay = { to: { url: await receiver() } };
  await bin.api('/captures/replay', { method: 'POST', body: JSON.stringify(replay) });
  const { page } = await visit(server().origin, { reducedMotion: 'reduce' });
  await openInspector(page, bin);
  await page.keyboard.press('D');
  const dialog = page.getByRole('dialog', { name: 'Deliveries' });
  const rows = dialog.getByRole('list', { name: 'Deliveries, newest first' }).getByRole('button');
  await eventually(() => rows.count()).toBe(2);
  await rows.nth(1).click();
  await hasFocus(dialog.getByRole('button', { name: 'All deliveries' }));
  await page.keyboard.press('Enter');
  await hasFocus(rows.nth(1));

  const show = dialog.getByRole('button', { name: 'Show deliveries' });
  await show.click();
  await dialog.getByText('1 delivery').waitFor();
  await hasFocus(dialog.getByRole('button', { name: 'All deliveries' }));
  await rows.click();
  await hasFocus(dialog.getByRole('button', { name: 'Back to the list' }));
  await page.keyboard.press('Enter');
  await hasFocus(rows);
  await dialog.getByRole('button', { name: 'All deliveries' }).click();
  await hasFocus(show);
  expect(await rows.count()).toBe(2);
});

test('the body of a response stays as it is viewed while the delivery is sent again', async () => {
  const bin = await binWithReplays(1);
  const { deliveries }: DeliveryPage = await (await bin.api('/deliveries')).json();
  const again = `/deliveries/${deliveries[0]!.id}/again`;
  await bin.api(again, { method: 'POST' });
  await until(async () => {
    const delivery: DeliveryJson = await (await bin.api(`/deliveries/${deliveries[0]!.id}`)).json();
    return delivery.attempts.length === 2 && delivery.state === 'answered';
  });
  const { page, asked } = await visit(server().origin, { reducedMotion: 'reduce' });
  await openInspector(page, bin, 1);
  await inspector(page).tab('Deliveries').click();
  const { panel } = inspector(page);
  await panel.getByRole('button', { name: /POST .*\/orders/ }).click();
  await page.getByRole('button', { name: '1 · 200' }).click();
  const hex = page.getByRole('button', { name: 'Hex', exact: true, pressed: true });
  await page.getByRole('button', { name: 'Hex', exact: true }).click();
  await hex.waitFor();
  const shown = await hex.elementHandle();
  for (const next of ['3 · 200', '4 · 200']) {
    await bin.api(again, { method: 'POST' });
    await page.getByRole('button', { name: next }).waitFor();
  }
  expect(await shown!.evaluate((element) => element.isConnected)).toBe(true);
  expect(await hex.count()).toBe(1);
  expect(asked.filter((url) => url.endsWith('/attempts/1/body'))).toHaveLength(1);
});

/** The code that a page has fetched so far, and whether none is on its way. */
function codeOf(page: Page) {
  const texts: string[] = [];
  const inFlight = new Set<Request>();
  const isCode = (url: string) => url.includes('/_next/static/');
  page.on('request', (request) => {
    if (isCode(request.url())) inFlight.add(request);
  });
  page.on('requestfailed', (request) => inFlight.delete(request));
  page.on('response', async (response) => {
    if (!isCode(response.url())) return;
    texts.push(await response.text().catch(() => ''));
    inFlight.delete(response.request());
  });
  return {
    has: (words: string) => texts.some((text) => text.includes(words)),
    isIdle: () => inFlight.size === 0,
  };
}

const sendWords = sendDialog.correct;
const bulkWords = bulkReplayDialog.description;
// The Send window shows deliveries too, with words of the same file.
const deliveryWords = deliveriesDialog.description;
/** Of another dialog, which every link to a bin can open. */
const exportWords = exportDialog.about;

test.each([
  ['a viewer', { role: 'viewer' }, [deliveryWords, exportWords]],
  ['an editor of one request', { role: 'editor', captureSeq: 1 }, [sendWords, deliveryWords]],
  ['an editor', { role: 'editor' }, [sendWords, bulkWords, deliveryWords, exportWords]],
])(
  '%s fetches the code only of the dialogs about sending that the link can open',
  async (_, link, expected) => {
    const bin = await newBin(server().origin);
    await send(bin.captureUrl);
    const made = await bin.api('/links', { method: 'POST', body: JSON.stringify(link) });
    const { page } = await visit(server().origin);
    const code = codeOf(page);
    await openInspector(page, await made.json());
    // The code of all dialogs is requested at the same moment.
    await eventually(() => expected.every(code.has) && code.isIdle()).toBe(true);
    expect([sendWords, bulkWords, deliveryWords, exportWords].filter(code.has)).toEqual(expected);
  },
);
