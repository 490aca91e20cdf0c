import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { phone, sharedBrowser, type VisitorOptions } from '../support/chromium.ts';
import { newBin, sharedServer } from '../support/server.ts';
import { boxOf, eventually, inspector, openBody, openInspector } from './inspector.ts';
import { watchMainThread } from './main-thread.ts';
import { type Sent, send } from './send.ts';

const server = sharedServer();
const visit = sharedBrowser();

type Part = { head: string | readonly string[]; content: string | Uint8Array };

/** A multipart request as a program writes it, byte for byte. */
function multipart(parts: readonly Part[], { type = 'form-data', boundary = 'x-1', around = ['', ''] } = {}) {
  const pieces = parts.flatMap(({ head, content }) => [
    `--${boundary}\r\n${[head].flat().join('\r\n')}\r\n\r\n`,
    content,
    '\r\n',
  ]);
  const body = [around[0]!, ...pieces, `--${boundary}--`, around[1]!];
  return {
    headers: [['Content-Type', `multipart/${type}; boundary=${boundary}`]] as const,
    body: Buffer.concat(body.map((piece) => Buffer.from(piece as string))),
  };
}

const field = (name: string, content: string): Part => ({
  head: `Content-Disposition: form-data; name="${name}"`,
  content,
});
const file = (name: string, filename: string, type: string, content: string | Uint8Array): Part => ({
  head: [`Content-Disposition: form-data; name="${name}"; filename="${filename}"`, `content-TYPE:  ${type}`],
  content,
});
const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

async function openCapture(sent: Sent, options?: VisitorOptions) {
  const bin = await newBin(server().origin);
  await send(bin.captureUrl, sent);
  const visitor = await visit(server().origin, options);
  await openBody(visitor.page, bin, 1);
  await inspector(visitor.page).detail(1).waitFor();
  return { bin, ...visitor };
}

const parts = (page: Page) => page.getByRole('region', { name: 'Parts of the body' });
const row = (page: Page, name: string) => parts(page).getByRole('group', { name, exact: true });
const opener = (page: Page, name: string) => page.getByRole('button', { name: `Open ${name}`, exact: true });
const opened = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

/** What the button saves: name and bytes. */
async function saved(page: Page, button: string) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button, exact: true }).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

test('the parts are listed in the order sent, with their names, files, types, sizes and what is odd', async () => {
  const { page } = await openCapture(
    multipart(
      [
        field('title', 'Grüße\nfrom two lines'),
        field('title', ''),
        file('avatar', 'me.png', 'image/png', png),
        {
          head: ['Content-Disposition: form-data; filename="a"', 'Content-Type: text/plain'],
          content: '{"a":1}',
        },
      ],
      { around: ['before\r\n', '\r\nafter'] },
    ),
  );
  await eventually(async () =>
    (await parts(page).getByRole('group').allInnerTexts()).map((text) =>
      text.split(/\s*\n\s*/).filter(Boolean),
    ),
  ).toEqual([
    ['Preamble (before the first boundary)', '6 B'],
    ['1', 'title', 'Grüße', 'from two lines', '22 B'],
    ['2', 'title', 'empty', '0 B'],
    ['3', 'avatar', 'me.png', 'image/png', '16 B'],
    [
      '4',
      'no name',
      'a',
      '{"a":1}',
      'Content-Type is text/plain, but the body is JSON.',
      'text/plain',
      '7 B',
    ],
    ['Epilogue (after the closing boundary)', '5 B'],
  ]);
  await page.getByRole('tab', { name: /^Body/ }).getByText('multipart').waitFor();
});

test('a part is opened, read like a body, copied and saved; a button and Escape lead back to it', async () => {
  const json = '{"id":12345678901234567890}';
  const { page } = await openCapture(
    multipart([field('note', 'hello'), file('payload', 'p.json', 'application/json', json)]),
  );
  await opener(page, 'Part 2').click();
  const part = opened(page, 'Part 2');
  expect(await part.getByRole('term').allInnerTexts()).toEqual(['Content-Disposition', 'content-TYPE']);
  expect(await part.getByRole('definition').allInnerTexts()).toEqual([
    'form-data; name="payload"; filename="p.json"',
    'application/json',
  ]);
  await part.getByText('64-bit').first().waitFor();
  await part.getByRole('region', { name: 'Body as JSON' }).getByText('12345678901234567890').waitFor();
  await page.getByRole('button', { name: 'Copy: Part 2' }).click();
  await eventually(() => page.evaluate(() => navigator.clipboard.readText())).toBe(json);
  expect(await saved(page, 'Download Part 2')).toEqual({ name: 'p.json', bytes: Buffer.from(json) });
  await part.getByRole('button', { name: 'Hex', exact: true }).click();
  await part.getByText('7b 22 69 64').waitFor();

  await part.getByRole('button', { name: 'Parts' }).click();
  await eventually(() => isFocused(page, 'Open Part 2')).toBe(true);
  await page.keyboard.press('Enter');
  await part.waitFor();
  await page.keyboard.press('Escape');
  await eventually(() => isFocused(page, 'Open Part 2')).toBe(true);
  await page.keyboard.press('Escape');
  await eventually(() => inspector(page).list.evaluate((list) => list.contains(document.activeElement))).toBe(
    true,
  );
});

function isFocused(page: Page, label: string): Promise<boolean> {
  return page.evaluate((name) => document.activeElement?.getAttribute('aria-label') === name, label);
}

test('multipart in a part opens in the same way, and Escape leads out one step at a time', async () => {
  const inner = multipart([field('deep', 'down here')], { type: 'mixed', boundary: 'inner' });
  const { page } = await openCapture(
    multipart([field('first', '1'), { head: [`Content-Type: ${inner.headers[0][1]}`], content: inner.body }]),
  );
  await row(page, 'Part 2').getByText('nested multipart').waitFor();
  await opener(page, 'Part 2').click();
  await opener(page, 'Part 1').click();
  await opened(page, 'Part 2.1').getByText('down here').waitFor();
  await page.keyboard.press('Escape');
  await row(page, 'Part 1').getByText('deep').waitFor();
  await opened(page, 'Part 2').waitFor();
  await page.keyboard.press('Escape');
  await row(page, 'Part 1').getByText('first').waitFor();
});

test('what strangers write as a file name is shown with all that is in it, and saved as a harmless one', async () => {
  const { page } = await openCapture(
    multipart([
      file('a', '../../.ssh/authorized_keys', 'text/plain', 'one'),
      file('b', 'invoice\u202efdp.exe', 'application/pdf', 'two'),
      file('c', '..', 'image/png', png),
      file(
        '<img src=x onerror=alert(1)>',
        '<script>alert(1)</script>',
        'text/html',
        '<script>alert(1)</script>',
      ),
    ]),
  );
  await row(page, 'Part 1').getByText('../../.ssh/authorized_keys').waitFor();
  await row(page, 'Part 2').getByText('RLO').waitFor();
  await row(page, 'Part 4').getByText('<img src=x onerror=alert(1)>').waitFor();
  const names = ['authorized_keys', 'invoicefdp.exe', 'capture-1-part-3.png', 'script_'];
  for (const [index, name] of names.entries()) {
    await opener(page, `Part ${index + 1}`).click();
    expect((await saved(page, `Download Part ${index + 1}`)).name).toBe(name);
    await page.keyboard.press('Escape');
  }
});

test('a body that is cut says so and shows what there is', async () => {
  const { page } = await openCapture({
    headers: [['Content-Type', 'multipart/form-data; boundary=b']],
    body: '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nhalf of',
  });
  await inspector(page)
    .panel.getByText(/No closing boundary/)
    .waitFor();
  await row(page, 'Part 1').getByText('half of').waitFor();
});

test('names and header lines without end are listed as far as people read', async () => {
  const lines = Array.from({ length: 400 }, (_, index) => `X-${index}: ${index}`);
  const { page } = await openCapture(
    multipart([
      field('n'.repeat(9000), 'long name'),
      { head: ['Content-Disposition: form-data; name="many"', ...lines], content: 'many lines' },
    ]),
  );
  await row(page, 'Part 1')
    .getByText(/^n{160}$/)
    .waitFor();
  await opener(page, 'Part 2').click();
  const terms = opened(page, 'Part 2').getByRole('term');
  await eventually(() => terms.count()).toBe(50);
  await inspector(page).button('Show 351 more headers').click();
  // Those out of sight are drawn when somebody scrolls to them.
  await eventually(async () => {
    await terms.last().scrollIntoViewIfNeeded();
    return terms.last().textContent();
  }).toBe('X-399');
  expect(await terms.count()).toBeLessThan(401);
});

test('on a phone a part is opened by a tap, far down too, and the way back leads to where one was', async () => {
  const many = Array.from({ length: 400 }, (_, index) => field(`field-${index + 1}`, `value ${index + 1}`));
  const { page } = await openCapture(multipart(many), phone);
  await parts(page).waitFor();
  const wanted = row(page, 'Part 40');
  await eventually(async () => {
    await page.locator('[data-page]').evaluate((element) => element.scrollBy(0, 300));
    return wanted.isVisible();
  }).toBe(true);
  await wanted.getByText('value 40').tap();
  const back = opened(page, 'Part 40').getByRole('button', { name: 'Parts' });
  await back.waitFor();
  await eventually(async () => (await boxOf(back)).y).toBeGreaterThan(0);
  await back.tap();
  await eventually(() => isFocused(page, 'Open Part 40')).toBe(true);
  await eventually(() => inView(page, 'Open Part 40')).toBe(true);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});

async function inView(page: Page, label: string): Promise<boolean> {
  const box = await boxOf(page.getByRole('button', { name: label, exact: true }));
  return box !== null && box.y > 0 && box.y + box.height <= page.viewportSize()!.height;
}

test('ten thousand parts open without freezing the page', async () => {
  const bin = await newBin(server().origin);
  const { page } = await visit(server().origin);
  await openInspector(page, bin);
  const longestTask = await watchMainThread(page);
  const many = Array.from({ length: 9999 }, (_, index) =>
    field(`f${index + 1}`, `${'value '.repeat(20)}${index}`),
  );
  await send(bin.captureUrl, multipart(many));
  await inspector(page).tab('Body').click();
  await row(page, 'Part 1').waitFor();
  await eventually(async () => {
    await parts(page).evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
    return row(page, 'Part 9999').count();
  }, 30_000).toBe(1);
  await opener(page, 'Part 9999').click();
  await opened(page, 'Part 9999').waitFor();
  await page.keyboard.press('Escape');
  await eventually(() => isFocused(page, 'Open Part 9999')).toBe(true);
  expect(await longestTask()).toBeLessThan(1000);
});
