import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { phone, sharedBrowser } from '../support/chromium.ts';
import { newBin, sharedServer, startServer } from '../support/server.ts';
import { seriousViolations } from './axe.ts';
import { eventually, openInspector, untilLive } from './inspector.ts';
import { misfits } from './misfits.ts';

const token = 'admin-token-0123456789';
const server = sharedServer({
  environment: { ADMIN_TOKEN: token, RATE_PER_BIN: '5/m', ABUSE_CONTACT: 'abuse@bins.example' },
});
const visit = sharedBrowser();

const send = (url: string) => fetch(url, { method: 'POST', body: 'x' });
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const columns = (page: Page) => page.locator('tbody tr td:first-child span.wire');

async function enter(page: Page): Promise<void> {
  await page.goto('/admin');
  await page.getByLabel('Admin token').fill(token);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Blocks' }).waitFor();
}

test('the admin page takes the token, keeps it in the tab alone, and shows the server at work', async () => {
  const bin = await newBin(server().origin, { slug: 'busy-bin', name: 'Orders' });
  await newBin(server().origin, { slug: 'idle-bin' });
  for (let count = 0; count < 7; count += 1) await send(bin.captureUrl);

  const { page, context, asked, expectComplaint } = await visit(server().origin);
  expectComplaint(/status of 40[01]/);
  await page.goto('/admin');
  await page.getByLabel('Admin token').fill('not-the-admin-token');
  await button(page, 'Sign in').click();
  await page.getByText('This is not the admin token.').waitFor();
  await enter(page);
  expect(await context.cookies()).toEqual([]);
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 1]);
  expect(asked.filter((url) => url.includes(token))).toEqual([]);

  await page.getByText('accepting requests').waitFor();
  await page.getByRole('img', { name: /stored in the last minute/ }).waitFor();
  await page.getByText('5 per minute').waitFor();
  await page.getByText('per server process').waitFor();
  await eventually(() => columns(page).allTextContents()).toEqual(['busy-bin']);

  // Another order, by keyboard; and narrowed by the start of the slug.
  await button(page, 'Received').press('Enter');
  await eventually(async () => (await columns(page).allTextContents())[0]).toBe('busy-bin');
  await page.getByRole('button', { name: 'Bin', exact: true }).press('Enter');
  await page.getByLabel('Slug starts with').fill('idle');
  await eventually(() => columns(page).allTextContents()).toEqual(['idle-bin']);
  await page.getByLabel('Slug starts with').fill('nothing');
  await page.getByText('No slug starts with this.').waitFor();
  await page.getByLabel('Slug starts with').fill('');

  // Blocked from its row, and let in again from the list of blocks.
  await page.getByText('Nothing is blocked.').waitFor();
  await button(page, 'Actions for busy-bin').click();
  await page.getByRole('menuitem', { name: 'Block bin' }).click();
  await button(page, 'Unblock busy-bin').waitFor();
  expect((await send(bin.captureUrl)).status).toBe(403);
  await button(page, 'Unblock busy-bin').click();
  await page.getByText('Nothing is blocked.').waitFor();

  // A range that is none is answered in words, beneath the field.
  await page.getByLabel('Slug, IP address or range').fill('10.0.0.1/8');
  await page.keyboard.press('Enter');
  await page.getByText('write 10.0.0.0/8').waitFor();
  await page.getByLabel('Slug, IP address or range').fill('2001:db8::/32');
  await page.getByLabel('Reason').fill('Scans all day.');
  await button(page, /^Block$/).click();
  await button(page, 'Unblock 2001:db8::/32').waitFor();
  expect(await seriousViolations(page)).toEqual([]);

  // Drained, and taken back.
  await button(page, 'Drain server').click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Drain server' }).click();
  await page.getByText('This server is draining').waitFor();
  expect((await send(bin.captureUrl)).status).toBe(503);
  await button(page, 'Accept requests again').click();
  await page.getByText('accepting requests').waitFor();

  await button(page, 'Actions for idle-bin').click();
  await page.getByRole('menuitem', { name: 'Delete bin' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await eventually(async () => (await columns(page).allTextContents()).includes('idle-bin')).toBe(false);

  await button(page, 'Sign out').click();
  await page.getByLabel('Admin token').waitFor();
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
});

test('on a dark phone nothing is cut off sideways, and axe finds nothing serious', async () => {
  await newBin(server().origin, {
    slug: `a-very-long-slug-${'x'.repeat(40)}`,
    name: 'A name as long as people make them',
  });
  const { page } = await visit(server().origin, { ...phone, colorScheme: 'dark', reducedMotion: 'reduce' });
  await enter(page);
  await page.getByRole('button', { name: 'Bin', exact: true }).click();
  await eventually(() => columns(page).count()).toBeGreaterThan(0);
  expect(await misfits(page)).toEqual([]);
  expect(await seriousViolations(page)).toEqual([]);
});

test('the inspector says live how many requests the rate limit turned away', async () => {
  const bin = await newBin(server().origin);
  const { page } = await visit(server().origin);
  await openInspector(page, bin);
  await Promise.all(Array.from({ length: 9 }, () => send(bin.captureUrl)));
  await page.getByText('4 rejected by the rate limit').filter({ visible: true }).waitFor();
  await page.reload();
  await page.getByText('4 rejected by the rate limit').filter({ visible: true }).waitFor();
});

test('pages say where to report abuse, and nothing is for search engines', async () => {
  const { origin } = server();
  const home = await fetch(`${origin}/docs/errors`);
  expect(await home.text()).toContain('mailto:abuse@bins.example');
  expect(home.headers.get('x-robots-tag')).toBe('noindex, nofollow');
  const told = await (await fetch(`${origin}/.well-known/security.txt`)).text();
  expect(told).toMatch(/^Contact: mailto:abuse@bins\.example\nExpires: 20\d\d-/);
  expect(told).toContain(`Canonical: ${origin}/.well-known/security.txt`);
  const robots = await (await fetch(`${origin}/robots.txt`)).text();
  for (const path of ['/i/', '/b/', '/api/', '/admin']) expect(robots).toContain(`Disallow: ${path}`);
  expect((await fetch(`${origin}/b/nosuchbin`)).headers.get('x-robots-tag')).toBeNull();
});

test('the admin page says that the database is full, and the settings of a bin what the server allows', async () => {
  const environment = { AUDIENCE: 'public', ADMIN_TOKEN: token, STORE_MAX_BYTES: '600k' };
  const { origin } = await startServer({ environment });
  const bin = await newBin(origin);
  const fill = async () =>
    (await fetch(bin.captureUrl, { method: 'POST', body: 'x'.repeat(200_000) })).status;
  await eventually(fill).toBe(507);
  const { page } = await visit(origin, { ...phone, colorScheme: 'dark' });
  await enter(page);
  await page.getByText('The database is full').waitFor();
  expect(await page.getByText('accepting requests').count()).toBe(0);
  await page.getByText('200 per second').waitFor();
  await page.getByText('1 GiB per hour').waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  expect(await seriousViolations(page)).toEqual([]);
  await page.goto(`/i/${bin.key}/settings`);
  await page.getByText('This server allows at most 100,000 requests.').waitFor();
  await page.getByText('This server allows at most 1 GiB.').waitFor();
  await page.getByText('This server allows at most 30 days.').waitFor();
});

test('the home page of a server that asks for a token takes it, and remembers it in the tab', async () => {
  const { origin } = await startServer({
    environment: { CREATE: 'token', CREATE_TOKEN: 'create-token-012345678' },
  });
  const { page, expectComplaint } = await visit(origin);
  expectComplaint(/status of 401/);
  await page.goto('/');
  await page.getByLabel('Token').fill('a-wrong-token-0123');
  await button(page, 'Create bin').click();
  await page.getByText('This token is not valid.').waitFor();
  await page.getByLabel('Token').fill('create-token-012345678');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/i/*');
  await untilLive(page);
  await page.goto('/?new');
  await eventually(() => page.getByLabel('Token').inputValue()).toBe('create-token-012345678');
  await button(page, 'Create bin').click();
  await page.waitForURL('**/i/*');
});

test('the home page of a server that makes no bins for visitors says whom to ask', async () => {
  const { origin } = await startServer({ environment: { CREATE: 'none' } });
  const { page } = await visit(origin);
  await page.goto('/');
  await page.getByText('Ask the operator for a link.').waitFor();
  expect(await button(page, /bin/i).count()).toBe(0);
  expect((await fetch(`${origin}/admin`)).status).toBe(404);
});
