import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { phone, sharedBrowser, type VisitorOptions } from '../support/chromium.ts';
import { newBin, sharedServer } from '../support/server.ts';
import { seriousViolations } from './axe.ts';
import { eventually, inspector, openInspector } from './inspector.ts';

const server = sharedServer();
const visit = sharedBrowser();

/** A page with the Send window open on the field for a text. */
async function openPaste(options: VisitorOptions = {}) {
  const bin = await newBin(server().origin);
  const visitor = await visit(server().origin, { reducedMotion: 'reduce', ...options });
  const { page } = visitor;
  await openInspector(page, bin);
  await page.keyboard.press('T');
  const window = page.getByRole('dialog', { name: 'Send a request' });
  await window.getByRole('button', { name: 'Paste a request' }).click();
  return { bin, window, field: window.getByLabel('Text with a request'), ...visitor };
}

/** Pastes a text from the clipboard. */
async function paste(field: Locator, text: string): Promise<void> {
  await field.evaluate((element, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

const two = `### First
POST https://api.example/first
X-Number: 1

one
### Second
PUT https://api.example/second?a={{missing}}
X-Number: 2

two
`;

const says = (page: Page, words: string | RegExp) => page.getByText(words).first().waitFor();

test('a pasted curl command fills the editor, and arrives as it would from curl', async () => {
  const { page, bin, window, field } = await openPaste();
  await eventually(() => field.evaluate((element) => element === document.activeElement)).toBe(true);
  await paste(
    field,
    `curl '${bin.captureUrl}/orders?id=1' \\\n  -H 'X-Trace: Größe' -A test/1 \\\n  --json '{"id": 1}'`,
  );
  await window.getByText('curl · POST /').waitFor();
  expect(await window.getByLabel('Method').inputValue()).toBe('POST');
  expect(await window.getByLabel('Path and query').inputValue()).toBe('/orders?id=1');
  expect(await window.getByLabel('This bin').isChecked()).toBe(true);
  expect(await window.getByRole('textbox', { name: 'Body' }).inputValue()).toBe('{"id": 1}');
  expect(await window.getByRole('region', { name: 'Check before you send' }).count()).toBe(0);
  await page.keyboard.press('Control+Enter');
  await window.getByRole('article', { name: /^Delivery/ }).waitFor();
  await page.keyboard.press('Escape');
  await inspector(page).row('POST /orders').waitFor();
  const capture = await (await bin.api('/captures/1')).json();
  expect(capture).toMatchObject({ method: 'POST', path: '/orders?id=1', body: { stored: 9 } });
  const headers = capture.headers.filter(([name]: [string]) => !/^(host|content-length)$/i.test(name));
  expect(headers).toEqual([
    ['User-Agent', 'test/1'],
    ['Accept', 'application/json'],
    ['X-Trace', 'GrÃ¶Ã\u009fe'],
    ['Content-Type', 'application/json'],
  ]);
  expect(await (await bin.api('/captures/1/body')).text()).toBe('{"id": 1}');
});

test('one of several requests is chosen with the keyboard; its notes are listed; the others stay', async () => {
  const { page, window, field } = await openPaste();
  await paste(field, two);
  await window.getByText('2 requests · .http file').waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await window.getByText('.http file · Second').waitFor();
  expect(await window.getByLabel('Method').inputValue()).toBe('PUT');
  expect(await window.getByRole('textbox', { name: 'Body' }).inputValue()).toContain('two');
  await window.getByRole('region', { name: 'Check before you send' }).getByText('missing').waitFor();
  await window.getByRole('button', { name: 'Choose another request' }).click();
  await page.keyboard.type('first post');
  await eventually(() => window.getByRole('option').count()).toBe(1);
  await page.keyboard.press('Enter');
  await window.getByText('.http file · First').waitFor();
  expect(await window.getByLabel('URL', { exact: true }).inputValue()).toBe('https://api.example/first');
  await window.getByRole('button', { name: 'Edit text' }).click();
  expect(await field.inputValue()).toBe(two);
});

test('a text that is no request is told with its place, and can be corrected', async () => {
  const { page, window, field } = await openPaste();
  await paste(field, '<html>hello</html>');
  const alert = window.getByRole('alert');
  await alert.getByText('No request could be read from this text.').waitFor();
  await alert.getByText(/^Line 1, column 1:/).waitFor();
  expect(await field.inputValue()).toBe('<html>hello</html>');
  await field.fill('{"log": {"entries": [');
  expect(await alert.count()).toBe(0);
  await page.keyboard.press('Control+Enter');
  await alert.getByText(/^Line 1, column \d\d:/).waitFor();
  await field.fill('curl https://api.example/');
  await window.getByRole('button', { name: /^Read request/ }).click();
  await window.getByText('curl · GET /').waitFor();
});

test('a file is read, unless it is too long or no text', async () => {
  const { page, window } = await openPaste();
  const open = async (name: string, buffer: Buffer) => {
    const chosen = page.waitForEvent('filechooser');
    await window.getByRole('button', { name: 'Open file' }).click();
    await (await chosen).setFiles({ name, mimeType: 'text/plain', buffer });
  };
  await open('long.har', Buffer.alloc(5_000_001, ' '));
  await says(page, /^Texts up to 5 MB are read here\./);
  await open('picture.png', Buffer.of(0x89, 0x50, 0xff));
  await says(page, 'The file picture.png is not UTF-8 text.');
  await open('message.txt', Buffer.from('POST /a HTTP/1.1\r\nContent-Length: 6\r\n\r\nx\r\ny\r\n'));
  await window.getByText('HTTP message · POST /a').waitFor();
  await window.getByText('6 bytes').waitFor();
});

/** Both widths and both themes. */
const ways: [name: string, options: VisitorOptions][] = [
  ['a wide light screen', { colorScheme: 'light' }],
  ['a dark phone', { ...phone, colorScheme: 'dark' }],
];

test.for(ways)(
  'on %s axe finds nothing serious, and nothing is wider than the screen',
  async ([, options]) => {
    const { page, window, field } = await openPaste(options);
    const found: Record<string, unknown> = {};
    const check = async (screen: string) => {
      if (process.env.PASTE_PICTURES)
        await page.screenshot({ path: `${process.env.PASTE_PICTURES}/${options.colorScheme}-${screen}.png` });
      const violations = await seriousViolations(page);
      if (violations.length > 0) found[screen] = violations;
      const [wide, most] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      if (wide! > most!) found[`${screen}: width`] = [wide, most];
    };
    await check('empty');
    await paste(field, 'nothing');
    await window.getByRole('alert').waitFor();
    await check('failed');
    await field.fill('');
    await paste(field, two);
    await window.getByText('2 requests · .http file').waitFor();
    await check('several');
    await window.getByRole('option', { name: /^Second/ }).click();
    await window.getByText('.http file · Second').waitFor();
    await check('chosen');
    expect(found).toEqual({});
  },
);
