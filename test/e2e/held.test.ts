import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { sharedBrowser } from '../support/chromium.ts';
import { newBin, sharedServer, type TestBin } from '../support/server.ts';
import { eventually, inspector, openInspector } from './inspector.ts';

const server = sharedServer();
const visit = sharedBrowser();

/** Sends a request with curl; resolves with headers, body and status, once it is answered. */
async function curl(bin: TestBin, path: string): Promise<string> {
  const args = ['-sS', '-i', '-w', '\n%{http_code}', '-d', '{"id":1}', bin.captureUrl + path];
  return (await promisify(execFile)('curl', args)).stdout;
}

async function holding(deadlineMs: number): Promise<TestBin> {
  const bin = await newBin(server().origin);
  const answer = {
    status: 202,
    headers: [['X-Chosen', 'grün']],
    body: 'nobody was there',
    hold: { deadlineMs },
  };
  const written = await bin.api('/reply', { method: 'PUT', body: JSON.stringify({ default: answer }) });
  expect(written.status).toBe(200);
  return bin;
}

test('a request is held, and somebody edits the answer it would get and sends it', async () => {
  const bin = await holding(120_000);
  const { page } = await visit(server().origin);
  await openInspector(page, bin);
  const answered = curl(bin, '/ask');
  await inspector(page).row('POST /ask').click();
  await page.getByText('The sender is waiting for a manual response.').waitFor();
  await page.getByRole('button', { name: 'Hold longer' }).click();
  await page
    .getByRole('status')
    .getByText(/^The request is held for [12]:\d\d more$/)
    .waitFor();
  await page.getByRole('button', { name: /^Respond/ }).click();
  const form = page.getByRole('form', { name: 'Send response' });
  // It begins with what the sender gets at the deadline.
  await eventually(() => form.getByLabel('Status').inputValue()).toBe('202');
  await eventually(() => form.getByLabel('Headers').inputValue()).toContain('X-Chosen: grün');
  expect(await form.getByLabel('Body').inputValue()).toBe('nobody was there');

  await form.getByLabel('Status').fill('99');
  await form.getByText('Enter a status from 200 to 599.').waitFor();
  expect(await form.getByRole('button', { name: 'Send response' }).isDisabled()).toBe(true);
  await form.getByLabel('Status').fill('409');
  await form.getByLabel('Body').fill('Not now, said a person.');
  await form.getByRole('button', { name: 'Send response' }).click();
  const got = await answered;
  expect(got).toMatch(/^HTTP\/1\.1 409 /);
  expect(got).toContain('\r\nX-Chosen: grün\r\n');
  expect(got).toMatch(/\r\n\r\nNot now, said a person\.\n409$/);
  await form.waitFor({ state: 'detached' });
  await eventually(() => inspector(page).tab('Response').textContent()).toContain('409');
});

test('where nobody answers, the time runs down in sight and the sender gets the answer of the bin', async () => {
  const bin = await holding(10_000);
  const { page } = await visit(server().origin);
  await openInspector(page, bin);
  const began = performance.now();
  const answered = curl(bin, '/wait');
  await inspector(page).row('POST /wait').click();
  const note = page.getByText(/waiting for a manual response\.\s+\d:\d\d\s+left/);
  await note.waitFor();
  const first = await note.textContent();
  await eventually(async () => (await note.count()) === 0 || (await note.textContent()) !== first).toBe(true);
  expect(await answered).toMatch(/^HTTP\/1\.1 202 [\s\S]*nobody was there\n202$/);
  expect(performance.now() - began).toBeGreaterThan(9_900);
  await note.waitFor({ state: 'detached' });
  await eventually(() => inspector(page).tab('Response').textContent()).toContain('202');
});
