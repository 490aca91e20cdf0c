import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { copyTargets } from '#lib/copy-as/index.ts';
import { phone, sharedBrowser } from '../support/chromium.ts';
import { newBin, sharedServer } from '../support/server.ts';
import { eventually, inspector, openInspector } from './inspector.ts';
import { json, send } from './send.ts';

const server = sharedServer();
const visit = sharedBrowser();

const secret = 'sk_live_4eC39HqLyjWDarjtT1zdp7dc';

async function openRequest(options?: Parameters<typeof visit>[1], body = '{"id":12345678901234567890}') {
  const bin = await newBin(server().origin);
  const headers = [
    ...json,
    ['Authorization', `Bearer ${secret}`],
    ['X-Forwarded-For', '203.0.113.7'],
  ] as const;
  await send(bin.captureUrl, { path: '/hooks?attempt=2', headers, body });
  const visitor = await visit(server().origin, options);
  await openInspector(visitor.page, bin, 1);
  await eventually(() => visitor.page.getByRole('button', { name: 'Copy as', exact: true }).isEnabled()).toBe(
    true,
  );
  return { bin, ...visitor };
}

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Copy request 1 as' });
const shown = (page: Page) => dialog(page).getByRole('region', { name: 'Preview' });
const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

test('every form is in the list, and what is seen is what is copied', async () => {
  const { bin, page } = await openRequest();
  await page.getByRole('button', { name: 'Copy as', exact: true }).click();
  const list = dialog(page).getByRole('listbox', { name: 'Copy as' });
  await list.waitFor();
  expect(await list.getByRole('option').allTextContents()).toEqual(copyTargets.map(({ title }) => title));
  // Each run tries some of them.
  const tried = copyTargets.filter((_, index) => process.env.NERVES || index % 4 === 0);
  for (const { id, title } of tried) {
    await list.getByRole('option', { name: title, exact: true }).click();
    const fromApi = await (await bin.api(`/captures/1/as/${id}`)).text();
    await dialog(page)
      .getByRole('button', { name: `Copy: ${title}` })
      .click();
    // The two are the same but for what a form says of the moment it was made.
    await eventually(() => clipboard(page)).toBe(fromApi);
    const [firstLine = ''] = fromApi.split('\n');
    await eventually(async () => (await shown(page).textContent())?.startsWith(firstLine.slice(0, 8))).toBe(
      true,
    );
  }
});

test('a copy goes elsewhere without secrets and what proxies wrote, as chosen, and again at the next visit', async () => {
  const { page } = await openRequest();
  const window = dialog(page);
  await page.keyboard.press('Shift+C');
  await window.waitFor();
  await window.getByRole('button', { name: 'To another URL' }).click();
  const address = window.getByRole('textbox', { name: 'URL' });
  await address.fill('localhost:8080');
  await window.getByText('Enter a URL that starts with http://').waitFor();
  expect(await window.getByRole('button', { name: /^Copy:/ }).isDisabled()).toBe(true);
  await address.fill('https://staging.example/api/hook');
  await window.getByRole('checkbox', { name: /Mask secrets/ }).check();
  await window.getByRole('checkbox', { name: /Omit proxy headers/ }).check();
  await window.getByRole('button', { name: 'Copy: curl (bash)' }).click();
  await eventually(() => clipboard(page)).toContain("'https://staging.example/api/hook/hooks?attempt=2'");
  const copied = await clipboard(page);
  expect(copied).not.toContain(secret);
  expect(copied).not.toContain('X-Forwarded-For');

  await page.reload();
  await page.getByRole('button', { name: 'Copy as', exact: true }).click();
  expect(await window.getByRole('textbox', { name: 'URL' }).inputValue()).toBe(
    'https://staging.example/api/hook',
  );
});

test('the forms are chosen with the arrow keys, and Escape leads back', async () => {
  const { page } = await openRequest();
  await page.keyboard.press('Shift+C');
  await dialog(page).waitFor();
  await eventually(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
    'Copy as',
  );
  await page.keyboard.press('ArrowDown');
  await eventually(() => dialog(page).getByRole('option', { selected: true }).textContent()).toBe(
    'curl (cmd.exe)',
  );
  await page.keyboard.press('End');
  await eventually(() => dialog(page).getByRole('option', { selected: true }).textContent()).toBe(
    copyTargets.at(-1)!.title,
  );
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
  expect(await inspector(page).selected.getAttribute('id')).toBe('capture-1');
});

test('a long body is fetched when somebody wants it in a copy, and copied whole', async () => {
  const body = 'a line of text\n'.repeat(400_000);
  const { page } = await openRequest({}, body);
  await page.getByRole('button', { name: 'Copy as', exact: true }).click();
  await dialog(page).getByRole('button', { name: 'Load body' }).click();
  await dialog(page).getByRole('option', { name: 'HTTP/1.1 message' }).click();
  await dialog(page)
    .getByText(/more characters are not shown, but are copied/)
    .waitFor();
  await dialog(page)
    .getByRole('button', { name: /^Copy:/ })
    .click();
  await eventually(async () => (await clipboard(page)).length).toBeGreaterThan(body.length);
});

test('on a phone the forms are the system’s own picker', async () => {
  const { page } = await openRequest(phone);
  await page.getByRole('button', { name: 'Copy as', exact: true }).tap();
  await dialog(page).getByRole('combobox', { name: 'Copy as' }).selectOption({ label: 'Python (requests)' });
  await dialog(page).getByRole('button', { name: 'Copy: Python (requests)' }).tap();
  await eventually(() => clipboard(page)).toContain('import requests');
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});

test('a compressed body is copied as it was sent, while it is shown decoded', async () => {
  const bin = await newBin(server().origin);
  const headers = { 'Content-Encoding': 'gzip', 'Content-Type': 'application/json' };
  await fetch(bin.captureUrl, { method: 'POST', headers, body: gzipSync('{"id":12345678901234567890}') });
  const { page } = await visit(server().origin);
  await openInspector(page, bin, 1);
  await inspector(page).panel.getByText('12345678901234567890').waitFor();
  await page.keyboard.press('c');
  const fromApi = await (await bin.api('/captures/1/as/curl')).text();
  await eventually(() => clipboard(page)).toBe(fromApi);
  await page.getByRole('button', { name: 'Copy as', exact: true }).click();
  await dialog(page).getByRole('button', { name: 'Copy: curl (bash)' }).click();
  await eventually(() => clipboard(page)).toBe(fromApi);
});
