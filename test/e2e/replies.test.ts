import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { phone, sharedBrowser } from '../support/chromium.ts';
import { layWire } from '../support/cut-wire.ts';
import { newBin, sharedServer } from '../support/server.ts';
import { eventually, expectText, follow, inspector, openInspector } from './inspector.ts';
import { misfits } from './misfits.ts';
import { send } from './send.ts';

const server = sharedServer();
const visit = sharedBrowser();

/** What curl got: status and body. */
async function curl(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('curl', ['-s', '-w', ' %{http_code}', ...args]);
  return stdout.trim();
}

const isJson = ['-H', 'Content-Type: application/json'];
const paid = [...isJson, '-d', '{"type":"invoice.paid","id":"evt_1"}'];

test('somebody builds rules, sends requests with curl and reads what answered them and what the sender did', async () => {
  const bin = await newBin(server().origin);
  const { page } = await visit(server().origin);
  await openInspector(page, bin);
  await follow(
    page.getByRole('link', { name: 'Reply' }),
    page.getByRole('heading', { name: 'Reply settings' }),
  );
  await page.getByText('No rules yet. Every request gets the default response below.').waitFor();

  // A rule that fails every delivery twice, then lets it through.
  await page.getByRole('button', { name: 'Add rule' }).click();
  const condition = page.getByLabel('Condition');
  await condition.fill('methd:POST');
  await page.getByText('The filter key methd does not exist. Did you mean method?').first().waitFor();
  await page
    .getByText('Rule 1, condition: The filter key methd does not exist. Did you mean method?')
    .waitFor();
  await condition.fill('path:/pay json:$.type=invoice.*');
  await page.getByLabel('Name', { exact: true }).fill('Payments are down');
  await page.getByLabel('Mode').first().selectOption('sequence');
  await page.getByText('503, 503, 503 · per delivery').waitFor();
  await page.getByRole('button', { name: /^Step 3 \d/ }).click();
  const third = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: /^Step 3 \d/ }) })
    .last();
  await third.getByLabel('Status', { exact: true }).fill('99');
  await page.getByText('Must be a status from 200 to 599.', { exact: true }).waitFor();
  expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
  await page.getByText('Rule 1 “Payments are down”, step 3, status: Must be a status').waitFor();
  await third.getByLabel('Status', { exact: true }).fill('201');

  // A new rule responds to nothing before it is enabled.
  await page.getByText('This rule is disabled: it responds to nothing yet.').waitFor();
  await page.getByRole('button', { name: 'Enable rule', exact: true }).click();

  // A second one, moved before the first by keyboard.
  await page.getByRole('button', { name: 'Add rule' }).click();
  await page.getByLabel('Condition').nth(1).fill('method:DELETE');
  await page.getByRole('checkbox', { name: 'Enable rule 2' }).check();
  await page.getByRole('button', { name: 'Move rule 2 up' }).press('Enter');
  await page.getByRole('button', { name: 'Rule 1: method:DELETE' }).waitFor();
  await page.getByText('Unsaved changes: senders still get the saved responses').waitFor();
  expect(await curl(...paid, `${bin.captureUrl}/pay`)).toBe('ok\n 200');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('All changes saved').waitFor();

  for (const status of ['503', '503', '201'])
    expect(await curl(...paid, `${bin.captureUrl}/pay`)).toBe(status);
  expect(await curl('-X', 'DELETE', bin.captureUrl)).toBe('503');
  expect(await curl(`${bin.captureUrl}/else`)).toBe('ok\n 200');

  // Trying changes nothing, and says which word does not hold.
  await page.reload();
  await page.getByRole('textbox', { name: 'Request' }).fill('6');
  await page.getByRole('button', { name: 'Run test' }).click();
  await page.getByText('Request #6 would get').waitFor();
  await page.getByText('No enabled rule matches, so the default response is sent.').waitFor();
  await page.getByText('path:/pay does not match').waitFor();

  // Each request says what it was answered with; its attempts are one tab away.
  await page.goto(`/i/${bin.key}/3`);
  await inspector(page).tab('Attempts').click();
  await page.getByText('Attempt 3 of 4. Matched by method, path and body.').waitFor();
  await inspector(page).panel.getByRole('button', { name: /^4/ }).click();
  await eventually(() => page.url()).toContain('/4');

  await page.goto(`/i/${bin.key}/report`);
  await page.getByText('6 requests, 3 deliveries').waitFor();
  await page.getByRole('img', { name: 'Delivery of request 1: 200, 503, 503, 201' }).waitFor();
  await page.getByLabel('Requests to include').fill('method:PATCH');
  await page.getByRole('button', { name: 'Apply filter' }).click();
  await page.getByText('No matching requests').waitFor();
});

test('a condition says how many of the stored requests it matches', async () => {
  const bin = await newBin(server().origin);
  for (const method of ['POST', 'PUT', 'POST']) await send(bin.captureUrl, { method });
  const { page } = await visit(server().origin);
  await page.goto(`/i/${bin.key}/replies`);
  await page.getByRole('button', { name: 'Add rule' }).click();
  await page.getByText('Matches all 3 stored requests. The newest is #3.').waitFor();
  const condition = page.getByLabel('Condition');
  await condition.fill('method:PUT');
  await page.getByText('Matches 1 of 3 stored requests. The newest is #2.').waitFor();
  // The values of the bin are completed as in the filter of the list.
  const offered = page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option');
  await condition.fill('');
  await condition.pressSequentially('met');
  await offered.filter({ hasText: /^method:/ }).waitFor();
  await condition.press('Tab');
  await offered
    .filter({ hasText: /^method:POST/ })
    .filter({ hasText: '(2 requests)' })
    .waitFor();
  await condition.pressSequentially('pu');
  await offered.filter({ hasText: /^method:PUT/ }).waitFor();
  await condition.press('Tab');
  await eventually(() => condition.inputValue()).toBe('method:PUT ');
  expect(await condition.evaluate((field) => field === document.activeElement)).toBe(true);
  await page.getByText('Matches 1 of 3 stored requests. The newest is #2.').waitFor();
  await condition.press('Escape');
  await offered.first().waitFor({ state: 'detached' });
  await condition.press('Tab');
  expect(await condition.evaluate((field) => field === document.activeElement)).toBe(false);
  await condition.fill('path:/\\/none$/');
  await page.getByText('Matches none of 3 stored requests.').waitFor();
  await condition.fill('methd:PUT');
  await page.getByText(/^Rule 1, condition: The filter key methd does not exist/).waitFor();
  expect(await page.getByText(/^Matches/).count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
});

test('a viewer is told why the reply settings are not there, and gets back to the requests', async () => {
  const bin = await newBin(server().origin);
  const made = await bin.api('/links', { method: 'POST', body: '{"role":"viewer"}' });
  const { key } = await made.json();
  const { page } = await visit(server().origin);
  await page.goto(`/i/${key}/replies`);
  await page.getByText(/^Your link can view requests\. It does not include the reply settings/).waitFor();
  await page.getByRole('link', { name: 'Back to the requests' }).click();
  await page.waitForURL(new RegExp(`/i/${key}$`));
});

test('a template that cannot be read is named with its rule, as it is numbered on the page', async () => {
  const bin = await newBin(server().origin);
  const rule = (name: string) => ({ id: name, name, when: '', answer: { status: 200 } });
  await bin.api('/reply', {
    method: 'PUT',
    body: JSON.stringify({ rules: [rule('first'), rule('second')] }),
  });
  const { page, expectComplaint } = await visit(server().origin);
  expectComplaint(/status of 400 .*\/reply/);
  await page.goto(`/i/${bin.key}/replies`);
  await page.getByRole('button', { name: /^Rule 2:/ }).click();
  await page.getByLabel('Response body').first().fill('{{ request.body');
  await page.getByLabel('Fill in values from the request (Liquid template)').first().check();
  await page.getByRole('button', { name: 'Save' }).click();
  await page
    .getByRole('alert')
    .getByText(/Rule 2 “second”: .*output/i)
    .waitFor();
});

test('rules are dragged into another order, also to the end, and turned off', async () => {
  const bin = await newBin(server().origin);
  const rule = (id: string, status: number) => ({ id, name: id, when: 'method:POST', answer: { status } });
  const rules = [rule('first', 501), rule('second', 502), rule('third', 503)];
  await bin.api('/reply', { method: 'PUT', body: JSON.stringify({ rules }) });
  const { page } = await visit(server().origin);
  await page.goto(`/i/${bin.key}/replies`);
  const cards = page.getByRole('list').filter({ has: page.getByRole('button', { name: /^Rule 1:/ }) });
  const handle = (number: number) => cards.getByTitle('Drag to reorder').nth(number - 1);
  const order = () =>
    page
      .getByRole('button', { name: /^Rule \d:/ })
      .evaluateAll((all) => all.map((one) => /first|second|third/.exec(one.textContent ?? '')?.[0]));
  await eventually(order).toEqual(['first', 'second', 'third']);
  await handle(1).dragTo(handle(3));
  await eventually(order).toEqual(['second', 'third', 'first']);
  await handle(3).dragTo(handle(2));
  await eventually(order).toEqual(['second', 'first', 'third']);
  await page.getByRole('checkbox', { name: 'Enable rule 1' }).uncheck();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('All changes saved').waitFor();
  expect(await curl('-d', 'x', bin.captureUrl)).toBe('501');
});

test('on a phone replies are edited without anything cut off; unsaved changes can be discarded', async () => {
  const bin = await newBin(server().origin);
  const { page } = await visit(server().origin, phone);
  await page.goto(`/i/${bin.key}/replies`);
  await page.getByRole('button', { name: 'Discord webhook' }).click();
  await page.getByText('Unsaved changes').waitFor();
  await page.getByRole('button', { name: /^Rule 1:/ }).click();
  await page.getByLabel('Condition').waitFor();
  expect(await misfits(page)).toEqual([]);
  await page.getByRole('button', { name: 'Discard' }).click();
  await page.getByText('All changes saved').waitFor();
  await page.getByText('No rules yet').waitFor();
});

const publicKey = 'e7a63c3d2a0c1a1f4f8a5b5f6e1d0c9b8a7f6e5d4c3b2a190807060504030201';

test('somebody switches handshakes on by keyboard, with the key that Discord needs', async () => {
  const bin = await newBin(server().origin);
  const { page } = await visit(server().origin);
  await page.goto(`/i/${bin.key}/replies`);
  const section = page.getByRole('region', { name: 'URL verification' });
  const provider = (name: string) => section.getByRole('checkbox', { name: new RegExp(`^${name}`) });
  await provider('Slack').press('Space');
  await page.getByText('Unsaved changes').waitFor();
  await provider('Slack').press('Space');
  await page.getByText('All changes saved').waitFor();
  await provider('Slack').press('Space');

  // Discord needs its key, which is the next stop of Tab.
  await provider('Discord').press('Space');
  await section.getByText('The public key is missing. URL verification needs it.').waitFor();
  expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
  await page.keyboard.press('Tab');
  await page.keyboard.type(publicKey);
  await page.getByRole('button', { name: 'Save' }).press('Enter');
  await page.getByText('All changes saved').waitFor();
  await page.reload();
  expect(await provider('Slack').isChecked()).toBe(true);
  expect(await provider('Zoom').isChecked()).toBe(false);
  expect(await section.getByLabel('Public key').getAttribute('placeholder')).toContain('Saved');
  expect(await page.content()).not.toContain(publicKey);
});

test('somebody reads how Slack and Discord were answered, and confirms a subscription of Amazon SNS by a click', async () => {
  const bin = await newBin(server().origin);
  const handshakes = { slack: { enabled: true }, discord: { enabled: true, secret: publicKey } };
  await bin.api('/reply', { method: 'PUT', body: JSON.stringify({ handshakes }) });
  const verification = '{"type":"url_verification","token":"x","challenge":"3eZbrw1aBm2rZgRNFdxV"}';
  expect(await curl(...isJson, '-d', verification, bin.captureUrl)).toBe('3eZbrw1aBm2rZgRNFdxV 200');
  expect(await curl('-H', 'X-Signature-Ed25519: 00', '-d', '{"type":1}', bin.captureUrl)).toBe('401');
  const link = 'https://sns.us-west-2.amazonaws.com/?Action=ConfirmSubscription&Token=2336412f37';
  for (const url of [link, 'https://sns.evil.example/']) {
    const message = JSON.stringify({ Type: 'SubscriptionConfirmation', SubscribeURL: url });
    await curl('-H', 'x-amz-sns-message-type: SubscriptionConfirmation', '-d', message, bin.captureUrl);
  }

  const { page } = await visit(server().origin);
  await openInspector(page, bin, 1);
  const { tab, rows, panel } = inspector(page);
  await tab('Response').click();
  await page.getByText('URL verification for Slack').waitFor();
  const sent = page.getByRole('region', { name: 'Response as sent' });
  await sent.getByText('3eZbrw1aBm2rZgRNFdxV').waitFor();
  await sent.getByText('X-Content-Type-Options').waitFor();
  await tab('Overview').click();
  await panel.getByText('Slack URL verification: responded with the challenge.').waitFor();
  await rows.nth(2).click();
  await panel.getByText('Discord signature check: rejected with 401.').waitFor();
  await rows.nth(1).click();
  const confirm = panel.getByRole('link', { name: 'Confirm subscription at Amazon SNS' });
  expect(await confirm.getAttribute('href')).toBe(link);
  expect(await confirm.getAttribute('rel')).toBe('noopener noreferrer');
  expect(await confirm.getAttribute('target')).toBe('_blank');
  await rows.nth(0).click();
  await inspector(page).detail(4).waitFor();
  await panel.getByText('Checking …').waitFor({ state: 'hidden' });
  expect(await confirm.count()).toBe(0);
});

test('a reply that came after its request was opened, and one whose template fails, say what was sent and why', async () => {
  const bin = await newBin(server().origin);
  const failing = { template: true, headers: [['X-A', '{{ query.a }}']] };
  const held = { when: 'method:PUT', answer: { status: 202, body: 'later\n', hold: { deadlineMs: 60_000 } } };
  await bin.api('/reply', { method: 'PUT', body: JSON.stringify({ default: failing, rules: [held] }) });
  const waiting = curl('-X', 'PUT', bin.captureUrl);
  const { page } = await visit(server().origin);
  await eventually(async () => (await bin.api('/captures/1')).status).toBe(200);
  await openInspector(page, bin, 1);
  await inspector(page).tab('Response').click();
  await eventually(() => page.getByRole('textbox', { name: 'Status' }).inputValue()).toBe('202');
  await page.getByRole('textbox', { name: 'Body' }).fill('by hand');
  await page.getByRole('button', { name: 'Send response' }).click();
  expect(await waiting).toBe('by hand 202');
  await page.getByText('manual response').waitFor();
  await page.getByText(/^1 request .*2xx 1/).waitFor({ state: 'attached' });
  await page.getByRole('region', { name: 'Response as sent' }).getByText('by hand').waitFor();

  await curl(`${bin.captureUrl}?a=1%0A2`);
  await page.goto(`/i/${bin.key}/2#reply`);
  await page.getByText('The response could not be generated: header X-A').waitFor();
});

test.for([
  { view: 'beside the settings', options: {} },
  { view: 'above them on a phone', options: phone },
])('what comes in, and what it gets, is live $view', async ({ options }) => {
  const bin = await newBin(server().origin);
  const wire = await layWire(server().port);
  onTestFinished(() => wire.close());
  const { page, expectComplaint } = await visit(wire.origin, options);
  expectComplaint(/net::ERR_|WebSocket connection to/);
  await page.goto(`/i/${bin.key}/replies`);
  const recent = page.getByRole('region', { name: 'Recent requests' });
  const requests = recent.getByRole('listitem');
  await recent.getByRole('status').filter({ hasText: 'Live' }).waitFor();
  // It takes a line on a phone, until it is opened by a key.
  const isPhone = options === phone;
  const sendTest = recent.getByRole('button', { name: 'Send test request' });
  expect(await sendTest.isVisible()).toBe(!isPhone);
  if (isPhone) await recent.getByRole('button', { name: 'Recent requests' }).press('Enter');
  await recent.getByText('No requests yet. Send one to the URL above, or send a test request.').waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);

  await recent.getByRole('button', { name: 'Copy' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(new RegExp(`/b/${bin.slug}$`));
  await sendTest.click();
  await expectText(requests.first().locator('.wire').last(), '200');
  await page.getByRole('textbox', { name: 'Status' }).first().fill('418');
  await recent.getByText('Requests get the saved responses. Save your changes to try them.').waitFor();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('All changes saved').waitFor();
  await send(bin.captureUrl, { method: 'PUT', path: '/teapot' });
  await expectText(requests.first().locator('.wire').last(), '418');
  await requests.first().getByText('default response').waitFor();
  for (let number = 1; number <= 6; number++) await send(bin.captureUrl, { path: `/${number}` });
  await eventually(() => requests.locator('.wire:nth-child(2)').allInnerTexts()).toEqual([
    '/6',
    '/5',
    '/4',
    '/3',
    '/2',
    '/1',
  ]);

  await wire.cut();
  await recent.getByRole('status').filter({ hasText: 'Offline' }).waitFor();
  await send(bin.captureUrl, { path: '/missed' });
  await wire.restore();
  await recent.getByRole('status').filter({ hasText: 'Live' }).waitFor();
  const missed = recent.getByRole('link', { name: /\/missed/ });
  await missed.waitFor();
  await missed.press('Enter');
  await inspector(page).detail(9).waitFor();
});

test('saving is shown, keeps what is open, and comes before a test request that is sent at once; a preset can be undone', async () => {
  const bin = await newBin(server().origin);
  const { page, expectComplaint } = await visit(server().origin, {
    viewport: { width: 1400, height: 900 },
  });
  expectComplaint(/status of 503 .*\/test/);
  await page.goto(`/i/${bin.key}/replies`);
  await page.getByRole('button', { name: 'Add rule' }).click();
  await page.getByRole('button', { name: 'Enable rule', exact: true }).click();
  const condition = page.getByLabel('Condition');
  await condition.fill('method:POST');
  let letSave = () => {};
  const allowed = new Promise<void>((resolve) => {
    letSave = resolve;
  });
  await page.route('**/reply', async (route) => {
    await allowed;
    await route.continue();
  });
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saving …').waitFor();
  await page.getByRole('button', { name: 'Send test request' }).click();
  letSave();
  await page.getByText('All changes saved').waitFor();
  await page.getByRole('link', { name: /^POST\s*\/test.*503/ }).waitFor();
  expect(await condition.inputValue()).toBe('method:POST');

  // What a preset replaces is said, and comes back.
  await page.getByRole('button', { name: 'Slack incoming webhook' }).click();
  await page
    .getByText(
      'The preset “Slack incoming webhook” replaced the default response and 1 rule, and added 1 rule.',
    )
    .waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('All changes saved').waitFor();
  await page.getByRole('button', { name: 'Rule 1: method:POST' }).waitFor();
  expect(await page.getByText('The preset “Slack incoming webhook” replaced').count()).toBe(0);
});
