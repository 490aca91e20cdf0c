import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { CapturePage } from '#lib/model/capture-json.ts';
import { sharedBrowser } from '../support/chromium.ts';
import { newBin, sharedServer } from '../support/server.ts';
import { inspector, openInspector } from './inspector.ts';
import { json, send } from './send.ts';

const server = sharedServer();
const visit = sharedBrowser();

async function openMenu(page: Page, name: string) {
  await inspector(page).button('More').click();
  await page.getByRole('menuitem', { name }).click();
  return page.getByRole('dialog', { name });
}

test('requests leave as a file, and come back in another bin as they were', async () => {
  const [bin, other] = [await newBin(server().origin), await newBin(server().origin)];
  for (const path of ['/a', '/b', '/a?2']) await send(bin.captureUrl, { path, body: path });
  const { page } = await visit(server().origin);
  await openInspector(page, bin);
  const exporting = await openMenu(page, 'Export requests');
  await exporting.getByRole('radio', { name: /^HAR/ }).check();
  const field = exporting.getByRole('combobox', { name: 'Filter (optional)' });
  await field.fill('colour:red');
  await exporting.getByText('The filter key colour does not exist.').waitFor();
  expect(await exporting.getByRole('button', { name: 'Download' }).isDisabled()).toBe(true);
  // Escape closes the suggestions before the dialog.
  await field.fill('met');
  await exporting.getByRole('option', { name: /^method:/ }).waitFor();
  await field.press('Escape');
  await exporting.getByRole('listbox', { name: 'Suggestions' }).waitFor({ state: 'detached' });
  await field.fill('path:/a');
  await exporting.getByRole('checkbox', { name: /^Mask secrets/ }).uncheck();
  await exporting.getByText('This file contains secrets unmasked.').waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    exporting.getByRole('button', { name: 'Download' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe(`${bin.slug}.har`);
  const file = (await download.path())!;
  expect(await readFile(file, 'utf8')).toBe(
    await (await bin.api('/export?format=har&filter=path:/a')).text(),
  );
  await exporting.getByText(/downloaded$/).waitFor();

  await openInspector(page, other);
  const importing = await openMenu(page, 'Import requests');
  await importing
    .getByLabel('File to import')
    .setInputFiles({ name: 'x.har', mimeType: 'application/json', buffer: await readFile(file) });
  await importing.getByText('2 requests imported.').waitFor();
  await page.keyboard.press('Escape');
  await inspector(page).row('POST /a?2').waitFor();
  const { captures } = (await (await other.api('/captures')).json()) as CapturePage;
  expect(captures.map(({ path }) => path)).toEqual(['/a?2', '/a']);
});

test('secrets are masked in an export unless somebody chooses otherwise', async () => {
  const bin = await newBin(server().origin);
  const headers = [...json, ['Authorization', 'Bearer secret-of-the-test']] as const;
  await send(bin.captureUrl, { path: '/a', headers, body: '{"email":"ana@example.com","ok":1}' });
  const { page } = await visit(server().origin);
  await openInspector(page, bin);
  const exporting = await openMenu(page, 'Export requests');
  await exporting.getByRole('button', { name: 'Choose what is masked' }).click();
  await exporting.getByLabel('Additional fields to mask').fill('email');
  // It finds what was received, not what is left of it.
  await exporting.getByRole('combobox', { name: 'Filter (optional)' }).fill('body:ana@example.com');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    exporting.getByRole('button', { name: 'Download' }).click(),
  ]);
  const text = await readFile((await download.path())!, 'utf8');
  expect(text).not.toMatch(/secret-of-the-test|ana@example/);
  expect(JSON.parse(text)).toMatchObject({ path: '/a', body: { text: '{"email":"[redacted]","ok":1}' } });
});

test('entries of a HAR file that cannot be read are left out and named, and the others are imported', async () => {
  const bin = await newBin(server().origin);
  const { page } = await visit(server().origin);
  await openInspector(page, bin);
  const importing = await openMenu(page, 'Import requests');
  const entry = (method: unknown, url: string) => ({
    startedDateTime: '2026-11-01T08:00:00.000Z',
    request: { method, url, headers: [] },
  });
  const log = {
    entries: [entry(7, 'http://a/1'), entry('GET', 'http://a/2'), {}, entry('PUT', 'http://a/4')],
  };
  await importing.getByLabel('File to import').setInputFiles({
    name: 'x.har',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify({ log })),
  });
  await importing.getByText('2 requests imported.').waitFor();
  await importing.getByText('2 entries of the file could not be read and were left out.').waitFor();
  await importing.getByText(/^Entry 1: request: method/).waitFor();
  await importing.getByText(/^Entry 3: startedDateTime/).waitFor();
  await page.keyboard.press('Escape');
  await inspector(page).row('PUT /4').waitFor();
  await inspector(page).row('GET /2').waitFor();
});

test('a file that is none is refused with the words of the server, and another may be chosen', async () => {
  const bin = await newBin(server().origin);
  const { page, expectComplaint } = await visit(server().origin);
  expectComplaint(/status of 400/);
  await openInspector(page, bin);
  const importing = await openMenu(page, 'Import requests');
  const choose = (name: string, text: string) =>
    importing
      .getByLabel('File to import')
      .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  await choose('x.ndjson', '{"seq":"one"}\n');
  await importing
    .getByRole('alert')
    .getByText(/Line 1: seq/)
    .waitFor();
  await importing.getByRole('button', { name: 'Try again' }).click();
  await choose('x.har', 'hello');
  await importing
    .getByRole('alert')
    .getByText(/The file is not a HAR file/)
    .waitFor();
});
