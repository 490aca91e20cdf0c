import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { phone, sharedBrowser } from '../support/chromium.ts';
import { newBin, sharedServer } from '../support/server.ts';
import { eventually, inspector, openInspector } from './inspector.ts';

const server = sharedServer();
const visit = sharedBrowser();

/** What curl got: status and body. */
async function curl(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('curl', ['-s', '-w', ' %{http_code}', ...args]);
  return stdout.trim();
}

const paid = ['-H', 'Content-Type: application/json', '-d', '{"type":"invoice.paid","id":"evt_1"}'];

test('somebody builds rules, sends requests with curl and reads what answered them and what the sender did', async () => {
  const bin = await newBin(server().origin);
  const { page } = await visit(server().origin);
  await openInspector(page, bin);
  await page.getByRole('link', { name: 'Reply' }).click();
  await page.getByRole('heading', { name: 'Replies' }).waitFor();
  await page.getByText('There are none: every request gets the answer below.').waitFor();

  // A rule that fails every delivery twice, then lets it through.
  await page.getByRole('button', { name: 'Add a rule' }).click();
  const when = page.getByLabel('When');
  await when.fill('methd:POST');
  await page.getByText('methd is no key').waitFor();
  await when.fill('path:/pay json:$.type=invoice.*');
  await page.getByLabel('Name', { exact: true }).fill('Payments are down');
  await page.getByLabel('Answers with').first().selectOption('sequence');
  await page.getByText('503, 503, 503 · for each delivery').waitFor();
  await page.getByRole('button', { name: /^Step 3 \d/ }).click();
  const third = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: /^Step 3 \d/ }) })
    .last();
  await third.getByLabel('Status', { exact: true }).fill('99');
  await page.getByText('must be a status from 200 to 599', { exact: false }).waitFor();
  expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
  await third.getByLabel('Status', { exact: true }).fill('201');

  // A second one, moved before the first by keyboard.
  await page.getByRole('button', { name: 'Add a rule' }).click();
  await page.getByLabel('When').nth(1).fill('method:DELETE');
  await page.getByRole('button', { name: 'Rule 2 up' }).press('Enter');
  await page.getByRole('button', { name: 'Rule 1: method:DELETE' }).waitFor();
  await page.getByText('Not saved: senders still get what was there before').waitFor();
  expect(await curl(...paid, `${bin.captureUrl}/pay`)).toBe('ok\n 200');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved: senders get this from now on').waitFor();

  for (const status of ['503', '503', '201'])
    expect(await curl(...paid, `${bin.captureUrl}/pay`)).toBe(status);
  expect(await curl('-X', 'DELETE', bin.captureUrl)).toBe('503');
  expect(await curl(`${bin.captureUrl}/else`)).toBe('ok\n 200');

  // Trying changes nothing, and says which word does not hold.
  await page.reload();
  await page.getByRole('textbox', { name: 'Request' }).fill('6');
  await page.getByRole('button', { name: 'Try it' }).click();
  await page.getByText('Request #6 would get').waitFor();
  await page.getByText('No enabled rule matches.').waitFor();
  await page.getByText('path:/pay does not hold').waitFor();

  // Each request says what it was answered with; its attempts are one tab away.
  await page.goto(`/i/${bin.key}/3`);
  await inspector(page).tab('Attempts').click();
  await page.getByText('Attempt 3 of 4 with this very body, sent to this path').waitFor();
  await inspector(page).panel.getByRole('button', { name: /^4/ }).click();
  await eventually(() => page.url()).toContain('/4');

  await page.goto(`/i/${bin.key}/report`);
  await page.getByText('6 requests, 3 deliveries').waitFor();
  await page.getByRole('img', { name: 'Delivery of request 1: 200, 503, 503, 201' }).waitFor();
  await page.getByLabel('Of which requests').fill('method:PATCH');
  await page.getByRole('button', { name: 'Report' }).click();
  await page.getByText('There is nothing to report on.').waitFor();
});

test('rules are dragged into another order, also to the end, and turned off', async () => {
  const bin = await newBin(server().origin);
  const rule = (id: string, status: number) => ({ id, name: id, when: 'method:POST', answer: { status } });
  const rules = [rule('first', 501), rule('second', 502), rule('third', 503)];
  await bin.api('/reply', { method: 'PUT', body: JSON.stringify({ rules }) });
  const { page } = await visit(server().origin);
  await page.goto(`/i/${bin.key}/replies`);
  const cards = page.getByRole('list').filter({ has: page.getByRole('button', { name: /^Rule 1:/ }) });
  const handle = (number: number) => cards.getByTitle('Drag to order').nth(number - 1);
  const order = () =>
    page
      .getByRole('button', { name: /^Rule \d:/ })
      .evaluateAll((all) => all.map((one) => /first|second|third/.exec(one.textContent ?? '')?.[0]));
  await eventually(order).toEqual(['first', 'second', 'third']);
  await handle(1).dragTo(handle(3));
  await eventually(order).toEqual(['second', 'third', 'first']);
  await handle(3).dragTo(handle(2));
  await eventually(order).toEqual(['second', 'first', 'third']);
  await page.getByRole('checkbox', { name: 'Rule 1 counts' }).uncheck();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved: senders get this from now on').waitFor();
  expect(await curl('-d', 'x', bin.captureUrl)).toBe('501');
});

test('on a phone replies are edited without anything cut off; unsaved changes can be discarded', async () => {
  const bin = await newBin(server().origin);
  const { page } = await visit(server().origin, phone);
  await page.goto(`/i/${bin.key}/replies`);
  await page.getByRole('button', { name: 'Discord webhook' }).click();
  await page.getByText('Not saved').waitFor();
  await page.getByRole('button', { name: /^Rule 1:/ }).click();
  const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
  expect(scrollWidth).toBe(clientWidth);
  await page.getByRole('button', { name: 'Discard' }).click();
  await page.getByText('This is what senders get').waitFor();
  await page.getByText('There are none').waitFor();
});
