import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { phone, sharedBrowser } from '../support/chromium.ts';
import { newBin, sharedServer } from '../support/server.ts';
import { eventually, inspector, openInspector } from './inspector.ts';
import { json, type Sent, send } from './send.ts';

const server = sharedServer();
const visit = sharedBrowser();

/** The page of a new bin that has received these requests, with the first selected. */
async function openFirst(...requests: Sent[]) {
  const bin = await newBin(server().origin);
  for (const request of requests) await send(bin.captureUrl, request);
  const visitor = await visit(server().origin);
  await openInspector(visitor.page, bin, 1);
  return { bin, ...visitor };
}

const part = (page: Page, name: string) => inspector(page).panel.getByRole('region', { name, exact: true });
const stripe: Sent = {
  path: '/pay?env=test&attempt=2',
  headers: [...json, ['Stripe-Signature', 't=1,v1=00']],
  body: JSON.stringify({
    id: 'evt_1',
    type: 'payment_intent.succeeded',
    livemode: false,
    data: { object: { id: 'pi_1', object: 'payment_intent', amount: 2000, currency: 'usd' } },
  }),
};

test('the tab that opens first says what happened, and leads to every part of it', async () => {
  const { page, bin } = await openFirst(stripe, {
    path: '/plain',
    headers: json,
    body: '{"type":"order.paid","big":12345678901234567890}',
  });
  const { tab, panel, detail } = inspector(page);
  expect(await tab('Overview').getAttribute('aria-selected')).toBe('true');
  await part(page, 'Event').getByRole('heading', { name: 'Payment of $20.00 succeeded' }).waitFor();
  expect(await part(page, 'Event').getByRole('term').allTextContents()).toEqual([
    'Amount',
    'Payment intent',
    'Mode',
    'Event',
  ]);
  // In this order; how it was sent comes last.
  const regions = () =>
    panel.getByRole('region').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
  await eventually(regions).toEqual([
    'Event',
    'Checks',
    'Signature',
    'Query parameters',
    'Body',
    'Connection',
  ]);
  // The signature is half a century old: nothing says that all is well, and the tab counts it.
  await part(page, 'Signature').getByText('Stripe’s libraries reject anything over 5 min').waitFor();
  await tab('Overview').getByRole('img', { name: '1 problem found' }).waitFor();
  expect(await panel.getByText('No problems found.').count()).toBe(0);
  expect(await part(page, 'Query parameters').getByRole('term').allTextContents()).toEqual([
    'env',
    'attempt',
  ]);
  await part(page, 'Body').getByText('"payment_intent.succeeded"').waitFor();

  await part(page, 'Event').getByRole('link', { name: '$20.00' }).click();
  await eventually(() => page.getByRole('treeitem', { selected: true }).textContent()).toContain(
    '"amount": 2000',
  );
  await tab('Overview').click();
  await part(page, 'Body').getByRole('link', { name: 'Open body' }).click();
  await page.getByRole('tree', { name: 'Body as JSON' }).waitFor();
  await tab('Overview').click();

  // Of unknown senders the telling fields, but no number that would be shown inexactly.
  await openInspector(page, bin, 2);
  await detail(2).waitFor();
  await eventually(() => part(page, 'Event').getByRole('term').allTextContents()).toEqual(['type']);
  await panel.getByText('12345678901234567890').waitFor();
  await panel.getByText('A number exceeds JavaScript’s safe range').waitFor();
});

test('on a phone the overview fits, and its facts are copied', async () => {
  const bin = await newBin(server().origin);
  await send(bin.captureUrl, stripe);
  const { page } = await visit(server().origin, phone);
  await openInspector(page, bin, 1);
  await part(page, 'Event').getByRole('button', { name: 'Copy value of Payment intent' }).tap();
  await eventually(() => page.evaluate(() => navigator.clipboard.readText())).toBe('pi_1');
  await part(page, 'Body').getByText('"evt_1"').waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
});

test('a URL verification that got another response says that the provider refuses the URL, and is turned on', async () => {
  const slack: Sent = {
    path: '/slack',
    headers: [...json, ['User-Agent', 'Slackbot 1.0 (+https://api.slack.com/robots)']],
    body: '{"token":"t","challenge":"c-3b1","type":"url_verification"}',
  };
  const { page, bin } = await openFirst(
    slack,
    { path: '/meta?hub.mode=subscribe&hub.challenge=77' },
    {
      path: '/zoom',
      headers: [...json, ['x-zm-signature', 'v0=00']],
      body: '{"event":"endpoint.url_validation","payload":{"plainToken":"p"}}',
    },
  );
  const { panel, tab, button } = inspector(page);
  await panel
    .getByText('Slack will refuse this URL: its URL verification expects the challenge in the response.')
    .waitFor();
  await tab('Overview')
    .getByRole('img', { name: /^[12] problems? found$/ })
    .waitFor();
  await button('Respond to Slack').click();
  await panel.getByRole('status').getByText('responds to the URL verification of Slack').waitFor();
  expect(await send(bin.captureUrl, slack)).toBe(200);
  await openInspector(page, bin, 4);
  await panel.getByText('Slack URL verification: responded with the challenge.').waitFor();
  expect(await panel.getByText('will refuse').count()).toBe(0);

  // A request that several providers send, and a provider whose secret is needed.
  await openInspector(page, bin, 2);
  await panel.getByText('This looks like a URL verification of Meta or Strava.').waitFor();
  await button('Respond to Strava').waitFor();
  await openInspector(page, bin, 3);
  await panel.getByRole('link', { name: 'in the reply settings' }).waitFor();

  const link = await bin.api('/links', { method: 'POST', body: '{"role":"viewer"}' });
  const { key } = (await link.json()) as { key: string };
  await openInspector(page, { key }, 1);
  await panel.getByText('Slack will refuse this URL').waitFor();
  expect(await button('Respond to Slack').count()).toBe(0);
});
