import type { Page, Route } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { sharedBrowser } from '../support/chromium.ts';
import { layWire } from '../support/cut-wire.ts';
import { newBin, sharedServer } from '../support/server.ts';
import { eventually, expectText, inspector, openInspector, untilLive } from './inspector.ts';
import { send } from './send.ts';

const server = sharedServer();
const visit = sharedBrowser();

/** The entry of a bin on the home page. */
function entry(page: Page, title: string) {
  return page.getByRole('listitem').filter({ has: page.getByRole('link', { name: title, exact: true }) });
}

test('a first-time visitor has a working capture URL without a click', async () => {
  const { page } = await visit(server().origin);
  await page.goto('/');
  await page.getByRole('heading', { name: 'Send a request to this URL' }).waitFor();
  const shown = await page.getByRole('main').getByTitle(/\/b\//).getAttribute('title');
  await untilLive(page);

  expect(await send(shown!, { path: '/hello', body: 'hi' })).toBe(200);

  await inspector(page).row('POST /hello').waitFor();
  await expectText(inspector(page).target, 'POST/hello');
});

test('a first-time visitor who copies the capture URL or the curl command has them on the clipboard', async () => {
  const { page } = await visit(server().origin);
  await page.goto('/');
  await untilLive(page);
  const shown = await page.getByRole('main').getByTitle(/\/b\//).getAttribute('title');
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());

  await page.getByRole('main').getByRole('button', { name: 'Copy: Capture URL' }).click();
  await eventually(clipboard).toBe(shown);
  await page.getByRole('main').getByRole('button', { name: 'Copy: curl command' }).click();
  await eventually(clipboard).toBe(
    `curl -H 'Content-Type: application/json' -d '{"hello":"wirebin"}' ${shown}`,
  );
});

test('a first-time visitor may send the first request from the page itself', async () => {
  const { page } = await visit(server().origin);
  await page.goto('/');
  await untilLive(page);
  await page.getByRole('main').getByRole('button', { name: 'Send test request' }).click();
  await inspector(page).row('POST /test?from=inspector').waitFor();
});

test('going back does not make another bin', async () => {
  const { page, asked } = await visit(server().origin);
  await page.goto('/');
  await page.getByRole('heading', { name: 'Send a request to this URL' }).waitFor();
  // Until the page runs, Next itself writes to the history.
  await untilLive(page);
  const address = page.url();
  await page.goBack();
  await eventually(() => page.url()).toBe('about:blank');
  await page.goForward();
  await page.getByRole('heading', { name: 'Send a request to this URL' }).waitFor();
  expect(page.url()).toBe(address);
  expect(asked.filter((url) => url.endsWith('/api/v1/bins'))).toHaveLength(1);
});

test('two tabs opened at once by a first-time visitor make one bin', async () => {
  const { page, context, asked } = await visit(server().origin);
  const other = await context.newPage();
  await Promise.all([page.goto('/'), other.goto('/')]);
  for (const tab of [page, other]) {
    // A tab that comes late finds the bin of the other in its list.
    const there = tab.getByRole('heading', { name: 'Send a request to this URL' });
    await there.or(tab.getByRole('heading', { name: 'My bins' })).waitFor();
  }
  expect(asked.filter((url) => url.endsWith('/api/v1/bins'))).toHaveLength(1);
});

test('a returning visitor finds the bins of this browser, and opens one', async () => {
  const { page } = await visit(server().origin);
  const first = await newBin(server().origin, { name: 'Acme staging' });
  const second = await newBin(server().origin);
  await send(first.captureUrl, { body: 'x' });
  await openInspector(page, first);
  await openInspector(page, second);

  await page.goto('/');
  await page.getByRole('heading', { name: 'My bins' }).waitFor();
  await entry(page, 'Acme staging').getByText('1 request · last one').waitFor();
  await entry(page, second.slug).getByText('No requests yet').waitFor();
  await entry(page, 'Acme staging').getByText(first.captureUrl).waitFor();

  await page.getByRole('link', { name: 'Acme staging' }).click();
  await inspector(page).row('POST /').waitFor();
  expect(new URL(page.url()).pathname).toBe(`/i/${first.key}`);
});

test('a new bin gets the slug asked for, and a slug that is taken is refused at its field', async () => {
  const { page, expectComplaint } = await visit(server().origin);
  expectComplaint(/status of 409/);
  expectComplaint(/status of 400/);
  await openInspector(page, await newBin(server().origin, { slug: 'acme-orders' }));
  await page.goto('/');
  await page.getByRole('button', { name: 'New bin' }).click();
  const slug = page.getByRole('textbox', { name: 'Slug' });
  const complaint = async () => {
    const id = await slug.getAttribute('aria-describedby');
    return (await slug.getAttribute('aria-invalid')) === 'true'
      ? page.locator(`[id="${id}"]`).textContent()
      : null;
  };

  await slug.fill('acme-orders');
  await page.getByRole('button', { name: 'Create bin' }).click();
  await eventually(complaint).toContain('already exists');
  await slug.fill('-no-');
  await eventually(complaint).toBe(null);
  await page.getByRole('button', { name: 'Create bin' }).click();
  await eventually(complaint).toContain('lowercase letters, digits or inner hyphens');

  await slug.fill('acme-orders-2');
  await page.getByRole('button', { name: 'Create bin' }).click();
  await page.getByRole('heading', { name: 'Send a request to this URL' }).waitFor();
  await page.getByRole('main').getByTitle(`${server().origin}/b/acme-orders-2`).waitFor();
});

test('a bin is renamed, and is called so everywhere', async () => {
  const { page } = await visit(server().origin);
  const bin = await newBin(server().origin);
  await openInspector(page, bin);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Rename bin' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Billing');
  await page.getByRole('button', { name: 'Rename', exact: true }).click();
  await page.getByRole('button', { name: 'Billing: switch to another bin' }).waitFor();
  await eventually(() => page.title()).toBe('Billing · Wirebin');
  await page.goto('/');
  await page.getByRole('link', { name: 'Billing' }).waitFor();
});

test('a theme that was chosen is there on every page and at the next visit', async () => {
  const { page } = await visit(server().origin, { colorScheme: 'light' });
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  await openInspector(page, await newBin(server().origin));
  const light = await ground();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await eventually(ground).not.toBe(light);
  const dark = await ground();
  await page.goto('/docs/errors');
  expect(await ground()).toBe(dark);
  await page.goto('/');
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('menuitemradio', { name: 'System' }).click();
  await eventually(ground).toBe(light);
});

test('a bin that is forgotten leaves the browser and stays on the server', async () => {
  const { page } = await visit(server().origin);
  const bin = await newBin(server().origin, { name: 'Old one' });
  await openInspector(page, bin);
  await page.goto('/');
  await page.getByRole('button', { name: 'Actions for Old one' }).click();
  await page.getByRole('menuitem', { name: 'Remove from this browser' }).click();
  await page
    .getByRole('alertdialog', { name: 'Remove Old one from this browser?' })
    .getByRole('button', { name: 'Remove' })
    .click();
  await page.getByText('No bins are saved in this browser.').waitFor();
  expect((await bin.api()).status).toBe(200);
});

test('a bin that is deleted is gone for everybody, until that is undone', async () => {
  const { page, expectComplaint } = await visit(server().origin);
  expectComplaint(/status of 410/);
  const bin = await newBin(server().origin, { name: 'Old one' });
  await openInspector(page, await newBin(server().origin, { name: 'Kept' }));
  await openInspector(page, bin);
  await page.goto('/');
  await page.getByRole('button', { name: 'Actions for Old one' }).click();
  await page.getByRole('menuitem', { name: 'Delete bin' }).click();
  const question = page.getByRole('alertdialog', { name: 'Delete Old one?' });
  await question.getByText(`Requests to ${bin.captureUrl} get a 404 response`).waitFor();
  await question.getByRole('button', { name: 'Delete bin' }).click();
  await entry(page, 'Old one').getByText('Deleted.').waitFor();
  await entry(page, 'Kept').getByText('No requests yet').waitFor();
  expect(await send(bin.captureUrl)).toBe(404);
  await entry(page, 'Old one').getByRole('button', { name: 'Restore' }).click();
  await entry(page, 'Old one').getByText('No requests yet').waitFor();
  expect(await send(bin.captureUrl)).toBe(200);
});

test('a visitor whom the server does not answer is told so, and gets a bin by trying again', async () => {
  const wire = await layWire(server().port);
  // Once the page is gone: it still fetches when it is live.
  onTestFinished(() => wire.close());
  const { page, expectComplaint } = await visit(wire.origin);
  expectComplaint(/ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|ERR_FAILED/);
  const cutThere = async (route: Route) => {
    await wire.cut();
    await route.continue();
  };
  await page.route('**/api/v1/bins', cutThere, { times: 1 });
  await page.goto('/');
  const trouble = page.getByRole('main').getByRole('alert');
  await trouble.getByText('The server cannot be reached.').waitFor();
  await wire.restore();
  await trouble.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { name: 'Send a request to this URL' }).waitFor();
  await untilLive(page);
});

test('a visitor without JavaScript is told how to make a bin', async () => {
  const { page } = await visit(server().origin, { javaScriptEnabled: false });
  await page.goto('/');
  await expectText(page.locator('noscript code'), `curl -X POST ${server().origin}/api/v1/bins`);
});

test('a destination that the server refuses is named before anything is sent, with the setting that allows it', async () => {
  const bin = await newBin(server().origin);
  await send(bin.captureUrl, { path: '/one' });
  const { page, asked } = await visit(server().origin);
  await openInspector(page, bin, 1);
  await page.keyboard.press('R');
  const window = page.getByRole('dialog', { name: 'Edit and send' });
  await window.getByLabel('Another URL').check();
  const url = window.getByLabel('URL', { exact: true });
  expect(await url.getAttribute('placeholder')).toBe('https://example.com/hook');
  await window.getByText('This server sends to public addresses only').waitFor();
  await url.fill('http://localhost:8080/hook');
  await window.getByText('start the server with EGRESS_ALLOW=localhost:8080.').waitFor();
  expect(await url.getAttribute('aria-invalid')).toBe('true');
  await page.keyboard.press('Control+Enter');
  await window.getByText('Correct the fields that are marked before you send.').waitFor();
  expect(
    asked.filter((address) => address.includes('/deliveries?wait') || address.endsWith('/deliveries')),
  ).toEqual([]);
});
