import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { ForwardJson } from '#lib/model/forward-json.ts';
import { ok, receiver, status } from '../forwarding/receiver.ts';
import { phone, sharedBrowser, type VisitorOptions } from '../support/chromium.ts';
import { newBin, sharedServer, type TestBin } from '../support/server.ts';
import { seriousViolations } from './axe.ts';
import { eventually, follow, inspector, openInspector } from './inspector.ts';
import { misfits } from './misfits.ts';
import { send, sendMany } from './send.ts';

// Destinations of these tests are on this machine.
const server = sharedServer({ environment: { EGRESS_ALLOW: 'loopback' } });
const visit = sharedBrowser();

async function openForwarding(bin: TestBin, options: VisitorOptions = {}) {
  const visitor = await visit(server().origin, { reducedMotion: 'reduce', ...options });
  await visitor.page.goto(`/i/${bin.key}/forwarding`);
  await visitor.page.waitForLoadState();
  return visitor;
}

async function addRule(bin: TestBin, rule: Record<string, unknown>): Promise<ForwardJson> {
  const response = await bin.api('/forwards', { method: 'POST', body: JSON.stringify(rule) });
  expect(response.status).toBe(201);
  return response.json();
}

async function countsOf(bin: TestBin): Promise<ForwardJson['counts'] | undefined> {
  const { forwards }: { forwards: ForwardJson[] } = await (await bin.api('/forwards')).json();
  return forwards[0]?.counts;
}

function forwarding(page: Page) {
  return {
    button: (name: string | RegExp) => page.getByRole('button', { name }),
    tab: (name: string) => page.getByRole('tab', { name: new RegExp(`^${name}`) }),
    rows: page.getByRole('list', { name: 'Requests of this rule' }).getByRole('listitem'),
  };
}

const sidewaysScroll = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

test('a rule is added; what its destination does not accept is given up, and sent again once it does', async () => {
  const bin = await newBin(server().origin);
  const { url, paths, respondWith } = await receiver();
  const { page } = await visit(server().origin, { reducedMotion: 'reduce' });
  await openInspector(page, bin);
  await page.getByRole('button', { name: 'More' }).click();
  await follow(
    page.getByRole('menuitem', { name: 'Forwarding' }),
    page.getByRole('heading', { name: 'Forwarding' }),
  );
  const { button, tab, rows } = forwarding(page);

  await page.getByText('No rules yet').waitFor();
  await button('Add a rule').click();
  await page.getByLabel('Destination URL').fill(`${url}/hook`);
  await page.getByText(`Example: /orders?id=1 is sent to ${url}/hook/orders?id=1`).waitFor();
  await button('Add rule').click();
  const card = page.getByRole('article', { name: `${url}/hook` });
  await card.getByText('Active').waitFor();

  await send(bin.captureUrl, { path: '/orders', body: 'x' });
  await card.getByText('1 forwarded').waitFor();
  expect(paths()).toEqual(['/hook/orders']);

  respondWith(status(404));
  await send(bin.captureUrl, { path: '/lost', body: 'x' });
  await card.getByRole('link', { name: '1 given up' }).click();
  await rows.filter({ hasText: 'The destination responded with 404 · 1 attempt' }).waitFor();
  expect(await tab('Given up').getAttribute('aria-selected')).toBe('true');

  // What is selected stays so while others arrive.
  await page.getByRole('checkbox', { name: 'Select request 2' }).check();
  await send(bin.captureUrl, { path: '/lost-too' });
  await eventually(() => rows.count()).toBe(2);
  await page.getByText('1 selected').waitFor();
  respondWith(ok);
  await button('Send again').click();
  await page.getByText('1 request is sent again.').waitFor();
  await eventually(() => rows.count()).toBe(1);
  await page.getByRole('button', { name: 'Send all again' }).click();
  await page.getByText('No requests were given up.').waitFor();
  await tab('Forwarded 3').click();
  await eventually(() => rows.count()).toBe(3);
  await rows.getByRole('link', { name: '#2 POST /lost' }).click();
  await inspector(page).detail(2).waitFor();
  expect(paths().slice(3)).toEqual(['/hook/lost', '/hook/lost-too']);
});

test('requests received while a rule is paused wait, and are forwarded or skipped when it is resumed', async () => {
  const bin = await newBin(server().origin);
  const { url, paths } = await receiver();
  await addRule(bin, { to: { url }, name: 'Staging', filter: 'method:POST' });
  const { page } = await openForwarding(bin);
  const { button, tab, rows } = forwarding(page);
  const card = page.getByRole('article', { name: 'Staging' });

  await button('Pause: Staging').click();
  await card.getByText(/^Paused since/).waitFor();
  await send(bin.captureUrl, { path: '/1', body: 'x' });
  await send(bin.captureUrl, { path: '/2' });
  await button('Resume: Staging').click();
  await card.getByText('1 request was received while the rule was paused.').waitFor();
  expect(paths()).toEqual([]);
  await page.keyboard.press('Enter');
  await card.getByText('1 forwarded').waitFor();
  expect(paths()).toEqual(['/1']);

  await button('Pause: Staging').click();
  await button('Resume: Staging').waitFor();
  await send(bin.captureUrl, { path: '/3', body: 'x' });
  await button('Resume: Staging').click();
  await button('Skip it').click();
  await card.getByRole('link', { name: '2 skipped' }).click();
  await rows.filter({ hasText: 'skipped when it was resumed' }).waitFor();
  await button('Forward request 3 anyway').click();
  await tab('Forwarded 2').waitFor();
  expect(paths()).toEqual(['/1', '/3']);
});

test('a wrong filter, a refused destination and wrong options are said at their fields', async () => {
  const bin = await newBin(server().origin);
  const { url: local } = await receiver();
  const { page, expectComplaint } = await openForwarding(bin);
  expectComplaint(/status of 40[03] .*\/forwards/);
  const { button } = forwarding(page);
  await button('Add a rule').click();
  const url = page.getByLabel('Destination URL');
  await button('Add rule').click();
  await page.getByText('Enter the URL to forward to.').waitFor();
  await url.fill(local);
  await page.getByLabel('Filter').fill('methd:POST');
  await page.getByText('The filter key methd does not exist. Did you mean method?').waitFor();
  await button('Add rule').click();
  await eventually(() =>
    page.getByLabel('Filter').evaluate((field) => field === document.activeElement),
  ).toBe(true);
  await page.getByLabel('Filter').fill('');

  await url.fill('http://10.1.2.3/');
  await button('Add rule').click();
  await page.getByText(/start it with EGRESS_ALLOW=loopback/).waitFor();
  expect(await url.getAttribute('aria-invalid')).toBe('true');
  await url.fill(local);

  await button('More options').click();
  // Correcting one field leaves the errors of the others, and the focus where it is.
  await url.fill('');
  await page.getByLabel('Time limit, seconds').fill('0');
  await button('Add rule').click();
  await page.getByText('Enter a number of seconds from 0.1 to 120.').waitFor();
  await url.pressSequentially(local);
  expect(await url.inputValue()).toBe(local);
  await eventually(() => url.getAttribute('aria-invalid')).not.toBe('true');
  await page.getByText('Enter a number of seconds from 0.1 to 120.').waitFor();
  await page.getByLabel('Time limit, seconds').fill('30');
  await eventually(() => page.getByText('Enter a number of seconds from 0.1 to 120.').count()).toBe(0);

  await page.getByLabel('Attempt 2', { exact: true }).fill('soon');
  await page.getByText(/^Enter durations such as/).waitFor();
  await page.getByLabel('Attempt 2', { exact: true }).fill('90 sec');
  await page.getByLabel('Statuses that are retried').fill('5xx');
  await page.getByText('10 attempts within 3 d 3 h.').waitFor();
  await button('More options').click();
  await button('Add rule').click();
  await page
    .getByText('"5xx" is not a status, a range such as 500-599, or one of these with ! before it')
    .waitFor();
  await page.getByLabel('Statuses that are retried').fill('500-599');
  await page.getByRole('radio', { name: /^In order Each/ }).check();
  await button('Add rule').click();
  await page.getByText('Active').waitFor();
  const { forwards }: { forwards: ForwardJson[] } = await (await bin.api('/forwards')).json();
  expect(forwards[0]).toMatchObject({ order: 'all', retries: { statuses: '500-599' } });
  expect(forwards[0]!.retries.delays.slice(0, 3)).toEqual([0, 90, 300]);

  await button(/^Edit/).click();
  await page.getByLabel('Name').fill('Mine');
  await button('Save rule').click();
  await button('Remove: Mine').click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove rule' }).click();
  await page.getByText('No rules yet').waitFor();
  await eventually(() => button('Add a rule').evaluate((add) => add === document.activeElement)).toBe(true);
});

test('many requests that were given up are listed, filtered, discarded after a question, and sent again', async () => {
  const bin = await newBin(server().origin);
  const { url, respondWith } = await receiver(status(400));
  await addRule(bin, { to: { url }, name: 'Staging' });
  await sendMany(bin.captureUrl, 55);
  await eventually(async () => (await countsOf(bin))?.dead).toBe(55);
  const { page, expectComplaint } = await openForwarding(bin);
  expectComplaint(/status of 400 .*\/dead-letters/);
  const { button, tab, rows } = forwarding(page);
  await page.getByRole('link', { name: 'Show requests: Staging' }).click();
  await eventually(() => rows.count()).toBe(50);
  await button('Show more').click();
  await eventually(() => rows.count()).toBe(55);
  await page.getByLabel('Filter').fill('colour:red');
  await button('Apply filter').click();
  await page.getByText('The filter key colour does not exist.').waitFor();
  await page.getByLabel('Filter').fill('path:/n/7');
  await button('Apply filter').click();
  await eventually(() => rows.count()).toBe(1);
  await button('Discard matching').click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).click();
  await page.getByText('No request that was given up matches the filter.').waitFor();
  await eventually(() => tab('Given up').evaluate((one) => one === document.activeElement)).toBe(true);
  await eventually(() => countsOf(bin)).toMatchObject({ dead: 54, skipped: 1 });
  respondWith(ok);
  await page.getByLabel('Filter').fill('path:/n/1*');
  await button('Apply filter').click();
  await button('Send matching again').click();
  await page.getByText('11 requests are sent again.').waitFor();
  await eventually(() => countsOf(bin)).toMatchObject({ dead: 43, done: 11 });
});

test('the list says why a rule does not forward, also above the requests of the bin', async () => {
  const bin = await newBin(server().origin);
  const { url, respondWith } = await receiver(status(410));
  await addRule(bin, { to: { url } });
  const { page } = await visit(server().origin, { reducedMotion: 'reduce' });
  await openInspector(page, bin);
  await send(bin.captureUrl, { path: '/gone' });
  const banner = page.getByText(
    `Requests are not being forwarded to ${url}: the destination responded with 410.`,
  );
  await banner.waitFor();
  await follow(
    page.getByRole('link', { name: 'Open forwarding' }),
    page.getByText('Paused: the destination responded with 410'),
  );
  respondWith(status(503));
  const { button, tab, rows } = forwarding(page);
  await button(/^Resume/).click();
  await page.getByText('Active').waitFor();
  await send(bin.captureUrl, { path: '/later' });
  await page.getByText('Last failure: The destination responded with 503.').waitFor();
  await page.getByRole('link', { name: /^Show requests/ }).click();
  await tab('Waiting 1').waitFor();
  await rows.filter({ hasText: /responded with 503 · 2 attempts · Next attempt in \d min/ }).waitFor();
});

test('a link that may only look changes nothing; one that may not see deliveries sees nothing', async () => {
  const bin = await newBin(server().origin);
  const { url } = await receiver();
  await addRule(bin, { to: { url }, name: 'Staging' });
  const keyOf = async (link: object) => {
    const made = await bin.api('/links', { method: 'POST', body: JSON.stringify(link) });
    return ((await made.json()) as { key: string }).key;
  };
  const { page } = await openForwarding({ ...bin, key: await keyOf({ role: 'viewer' }) });
  await page.getByText('Your link is view only.').waitFor();
  await page.getByRole('article', { name: 'Staging' }).waitFor();
  expect(await page.getByRole('main').getByRole('button').count()).toBe(0);
  await send(bin.captureUrl);
  await page.goto(`/i/${await keyOf({ role: 'viewer', captureSeq: 1 })}/forwarding`);
  await page.getByText(/^Your link can view requests\. It does not include the forward rules/).waitFor();
  expect(await page.getByText('Staging').count()).toBe(0);
});

const ways: [name: string, options: VisitorOptions][] = [
  ['a wide light screen', { colorScheme: 'light' }],
  ['a dark phone', { ...phone, colorScheme: 'dark' }],
];

test.for(ways)('on %s axe finds nothing serious, and nothing is cut off', async ([, options]) => {
  const bin = await newBin(server().origin);
  const { url } = await receiver(status(404));
  const { page } = await openForwarding(bin, options);
  const { button, tab } = forwarding(page);
  const found: Record<string, unknown> = {};
  const check = async (screen: string) => {
    const here = await seriousViolations(page);
    if (here.length > 0) found[screen] = here;
    const scroll = await sidewaysScroll(page);
    if (scroll > 0) found[`${screen} scrolls sideways`] = scroll;
    const small = options.isMobile ? await misfits(page) : [];
    if (small.length > 0) found[`${screen} does not fit a finger`] = small;
  };
  await page.getByText('No rules yet').waitFor();
  await check('empty');
  await addRule(bin, { to: { url }, name: 'Staging', filter: 'method:POST path:/orders/*' });
  await addRule(bin, { to: { url: `${url}/a/rather/long/path/that/does/not/fit/on/a/phone` } });
  await send(bin.captureUrl, { path: '/orders/1', body: 'x' });
  await page.getByRole('article', { name: 'Staging' }).getByText('1 given up').waitFor();
  await check('list');
  await page.getByRole('link', { name: 'Show requests: Staging' }).click();
  await page.getByRole('checkbox', { name: 'Select request 1' }).waitFor();
  await check('given up');
  await tab('All').click();
  await page.getByRole('link', { name: '#1 POST /orders/1' }).waitFor();
  await check('all');
  await button('Edit: Staging').click();
  await page.getByLabel('Destination URL').waitFor();
  await check('form with options');
  await button('Cancel').click();
  await button('Pause: Staging').click();
  await button('Resume: Staging').waitFor();
  await send(bin.captureUrl, { path: '/orders/2', body: 'x' });
  await button('Resume: Staging').click();
  await button('Skip it').waitFor();
  await check('resume');
  expect(found).toEqual({});
});
