import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { phone, sharedBrowser, type VisitorOptions } from '../support/chromium.ts';
import { newBin, sharedServer } from '../support/server.ts';
import { eventually, inspector, openBody } from './inspector.ts';
import { type Sent, send } from './send.ts';

const server = sharedServer();
const visit = sharedBrowser();

const order = JSON.stringify({
  id: 12345678901234,
  lines: Array.from({ length: 30 }, (_, sku) => ({ sku })),
});

/** A request with a body that its headers say is coded. */
const coded = (coding: string, body: string | Uint8Array, type = 'application/json'): Sent => ({
  headers: [
    ['Content-Type', type],
    ['Content-Encoding', coding],
  ],
  body,
});

async function openCapture(sent: Sent, options?: VisitorOptions) {
  const bin = await newBin(server().origin);
  await send(bin.captureUrl, sent);
  const visitor = await visit(server().origin, options);
  await openBody(visitor.page, bin, 1);
  await inspector(visitor.page).detail(1).waitFor();
  return { bin, ...visitor };
}

const choice = (page: Page, name: string) => inspector(page).panel.getByRole('button', { name, exact: true });
const view = (page: Page, name: string) => page.getByRole('region', { name });
const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());
const isChosen = (page: Page, name: string) =>
  eventually(() => choice(page, name).getAttribute('aria-pressed')).toBe('true');

async function download(page: Page) {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    inspector(page).button('Download body').click(),
  ]);
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

test('a compressed body is decoded, and copied and saved as it is shown', async () => {
  const sent = gzipSync(order);
  const { page, asked } = await openCapture(coded('gzip', sent));
  await view(page, 'Body as JSON').getByText('12345678901234').waitFor();
  await isChosen(page, 'Decoded');
  await inspector(page)
    .panel.getByText(`Content encoding gzip: ${sent.length} B received, ${order.length} B decoded.`)
    .waitFor();
  // The overview may have asked for it, too.
  const before = asked.filter((url) => url.endsWith('decoded=1')).length;
  await inspector(page).button('Copy: Body').click();
  await eventually(() => clipboard(page)).toBe(order);
  expect(await download(page)).toEqual({ name: 'capture-1.json', bytes: Buffer.from(order) });

  await choice(page, 'As received').click();
  await view(page, 'Body as hex').getByText('1f 8b').waitFor();
  await inspector(page).panel.getByText('As received, compressed with gzip.').waitFor();
  await inspector(page).button('Copy as base64: Body as base64').click();
  await eventually(() => clipboard(page)).toBe(sent.toString('base64'));
  expect((await download(page)).bytes).toEqual(sent);

  await choice(page, 'Decoded').click();
  await view(page, 'Body as JSON').waitFor();
  expect(asked.filter((url) => url.endsWith('decoded=1'))).toHaveLength(before);
});

test('several codings are undone, and the kind is chosen from what they held', async () => {
  const { page } = await openCapture(
    coded('gzip, br', brotliCompressSync(gzipSync('a=1&b=two')), 'application/x-www-form-urlencoded'),
  );
  await view(page, 'Fields of the form').getByText('two').waitFor();
  await inspector(page)
    .panel.getByText(/^Content encoding gzip, then br: /)
    .waitFor();
});

test('data that breaks off is shown as far as it goes, and says so', async () => {
  const { page } = await openCapture(coded('gzip', gzipSync(order).subarray(0, 80)));
  await inspector(page)
    .panel.getByText('Not all of the body could be decoded (gzip: the data is incomplete).')
    .waitFor();
  await view(page, 'Body as JSON').getByText('12345678901234').waitFor();
  await isChosen(page, 'Decoded');
});

test('a body that cannot be decoded is shown as sent, and says why', async () => {
  const { page, expectComplaint } = await openCapture(coded('gzip', '{"plain":true}'));
  expectComplaint(/status of 422/);
  await inspector(page)
    .panel.getByText(/^Shown as received: gzip: the data is corrupt/)
    .waitFor();
  await view(page, 'Body as JSON').getByText('"plain"').waitFor();
  await isChosen(page, 'As received');
  await choice(page, 'Decoded').click();
  await inspector(page).panel.getByText('This body cannot be decoded.').waitFor();
});

test('a body that becomes enormous is cut where the server stops decoding', async () => {
  const { page } = await openCapture(coded('gzip', gzipSync(Buffer.alloc(60_000_000, 'many words '))));
  await inspector(page)
    .panel.getByText('Only the beginning is shown: the decoded body exceeds the limit of this server.')
    .waitFor();
  await view(page, 'Body as text').getByText('many words').first().waitFor();
});

test('a long body waits to be asked for, and decoding it can be called off', async () => {
  const { page } = await openCapture(
    coded('gzip', gzipSync(randomBytes(4_500_000)), 'application/octet-stream'),
  );
  await inspector(page).panel.getByText('This body is 4.5 MB, compressed.').waitFor();
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/body?decoded=1', async (route) => {
    await held;
    await route.continue().catch(() => {});
  });
  await inspector(page).button('Load body').click();
  await inspector(page).panel.getByText('The server is decoding the body.').waitFor();
  await inspector(page).button('Cancel').click();
  release();
  await inspector(page).button('Load body').click();
  await view(page, 'Body as hex').waitFor();
  await inspector(page).panel.getByText('4.5 MB decoded').waitFor();
});

test('who chooses by keyboard keeps their place', async () => {
  const { page } = await openCapture(coded('gzip', gzipSync(order)));
  // The switch moves when the body comes.
  await view(page, 'Body as JSON').waitFor();
  await choice(page, 'As received').focus();
  await page.keyboard.press('Enter');
  await view(page, 'Body as hex').waitFor();
  await eventually(() => page.evaluate(() => document.activeElement?.textContent)).toBe('As received');
});

test('a body whose coding is none is shown as any other', async () => {
  const { page, asked } = await openCapture(coded('identity', '{"a":1}'));
  await view(page, 'Body as JSON').waitFor();
  expect(await choice(page, 'As received').count()).toBe(0);
  expect(asked.filter((url) => url.includes('decoded'))).toEqual([]);
});

test('a decoded multipart body opens part by part, on a phone too', async () => {
  const body = '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nhello\r\n--b--\r\n';
  const { page } = await openCapture(coded('gzip', gzipSync(body), 'multipart/form-data; boundary=b'), phone);
  await inspector(page).button('Open Part 1').tap();
  await view(page, 'Part 1').getByText('hello').waitFor();
  await inspector(page).button('Parts').tap();
  await choice(page, 'As received').tap();
  await view(page, 'Body as hex').waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});
