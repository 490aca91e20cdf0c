import { expect, test } from 'vitest';
import { phone, sharedBrowser } from '../support/chromium.ts';
import { newBin, sharedServer, startServer, type TestBin } from '../support/server.ts';
import { sendSigned, setSecrets } from '../support/signing-secrets.ts';
import { seriousViolations } from './axe.ts';
import { eventually, inspector, openInspector } from './inspector.ts';
import { misfits } from './misfits.ts';
import { send } from './send.ts';

const server = sharedServer({ environment: { SECRET_KEY: 'a key of this test, longer than 32 characters' } });
const visit = sharedBrowser();

async function openSettings(bin: TestBin, options = {}) {
  const visitor = await visit(server().origin, { reducedMotion: 'reduce', ...options });
  await visitor.page.goto(`/i/${bin.key}/settings`);
  const section = visitor.page.getByRole('region', { name: 'Signing secrets' });
  return { ...visitor, section };
}

test('a signing secret is added, checks what arrives, is never shown again, and is removed', async () => {
  const bin = await newBin(server().origin);
  const { page, section } = await openSettings(bin);
  await section.getByText('No signing secrets yet.').waitFor();
  await section.getByRole('button', { name: 'Add secret' }).click();
  await section.getByText('Choose a provider and enter its secret.').waitFor();
  await section.getByLabel('Provider').selectOption('github');
  const field = section.getByLabel('Webhook secret');
  expect(await field.getAttribute('type')).toBe('password');
  await field.fill('my secret');
  await section.getByRole('button', { name: 'Add secret' }).click();
  await section.getByText(/^Fingerprint [\da-f]{8}/).waitFor();
  expect(await field.inputValue()).toBe('');
  expect(await page.content()).not.toContain('my secret');
  expect(await seriousViolations(page)).toEqual([]);

  await sendSigned(bin, 'github', { secret: 'my secret' });
  await sendSigned(bin, 'github', { secret: 'another' });
  await openInspector(page, bin, 2);
  await page.getByRole('article').getByText('Invalid on arrival').waitFor();
  await inspector(page).tab('Overview').click();
  await page.getByText('Checked on arrival: invalid.').waitFor();
  expect(await inspector(page).list.getByRole('option').first().getAttribute('aria-label')).toContain(
    'signature invalid',
  );
  await page.getByRole('article').getByRole('button', { name: 'Invalid on arrival' }).click();
  await page.getByText('1 of 2 match').waitFor();
  const box = page.getByRole('combobox', { name: 'Filter requests' });
  await box.fill('signature:valid');
  await page.getByText('1 of 2 match').waitFor();
  const valid = inspector(page).list.getByRole('option').first();
  await eventually(() => valid.getAttribute('aria-label')).toContain('signature valid');
  await eventually(() => valid.locator('.lucide-shield-check').count()).toBe(1);
  await box.fill('signature:expired');
  await page.getByText('Only signatures that were checked on arrival are found.').waitFor();

  await page.goto(`/i/${bin.key}/settings`);
  await section.getByRole('button', { name: /^Remove/ }).click();
  await section.getByRole('button', { name: 'Remove secret' }).click();
  await section.getByText('No signing secrets yet.').waitFor();
});

test('another secret is added beside the first or in its place, also on a phone', async () => {
  const bin = await newBin(server().origin);
  await setSecrets(bin, 'svix', 'whsec_AAAA');
  const { section, page, expectComplaint } = await openSettings(bin, phone);
  expectComplaint(/status of 400 .*\/secrets\/svix/);
  const secrets = section.getByText(/^Fingerprint/);
  await section.getByLabel('Provider').selectOption('svix');
  await section.getByLabel('Signing secret').fill('whsec_!');
  await section.getByRole('button', { name: 'Add secret' }).click();
  await section.getByText(/is not base64/).waitFor();
  await section.getByLabel('Signing secret').fill('whsec_BBBB');
  await section.getByRole('button', { name: 'Add secret' }).click();
  await secrets.nth(1).waitFor();
  await section.getByLabel('Signing secret').fill('whsec_CCCC');
  await section.getByLabel('Replace existing secrets').check();
  await section.getByRole('button', { name: 'Add secret' }).click();
  await eventually(() => secrets.count()).toBe(1);
  expect(await misfits(page)).toEqual([]);
});

test('where the server keeps no secrets, the page says how it would, and whoever may only look changes nothing', async () => {
  const without = await startServer();
  const bin = await newBin(without.origin);
  const { page } = await visit(without.origin);
  await page.goto(`/i/${bin.key}/settings`);
  await page.getByText('This server keeps no secrets.').waitFor();

  const kept = await newBin(server().origin);
  await setSecrets(kept, 'github', 's');
  const link = await kept.api('/links', { method: 'POST', body: '{"role":"viewer"}' });
  const { section } = await openSettings({ ...kept, key: ((await link.json()) as { key: string }).key });
  await section.getByText(/^Fingerprint/).waitFor();
  expect(await section.getByRole('button').count()).toBe(0);
});

test('a secret that is being typed outlasts evictions and a failed reload', async () => {
  const bin = await newBin(server().origin, { capacity: 1 });
  const { page, section, asked, expectComplaint } = await openSettings(bin);
  const loads = () => asked.filter((url) => url.endsWith('/secrets')).length;
  const rename = (name: string) => bin.api('', { method: 'PATCH', body: JSON.stringify({ name }) });
  const field = section.getByLabel('Webhook secret');
  await section.getByLabel('Provider').selectOption('github');
  await field.fill('half a sec');
  // Once it is connected, the page fetches the bin.
  await eventually(() => asked.some((url) => url.endsWith(`/bins/${bin.slug}`))).toBe(true);

  for (let number = 1; number <= 10; number += 1) await send(bin.captureUrl, { path: `/n/${number}` });
  // Events arrive in their order: once the name is shown, the page knows of the evictions.
  await rename('After evictions');
  await page.getByRole('link', { name: 'After evictions' }).waitFor();
  expect(loads()).toBe(2);

  expectComplaint(/status of 503 .*\/secrets/);
  const unavailable = { code: 'busy', status: 503, title: 'Not in this test.', hint: '' };
  await page.route(/\/secrets$/, (route) =>
    route.fulfill({
      status: 503,
      contentType: 'application/problem+json',
      body: JSON.stringify(unavailable),
    }),
  );
  await rename('Unavailable');
  await section.getByText('Not in this test.').waitFor();
  expect(await field.inputValue()).toBe('half a sec');
  await page.unroute(/\/secrets$/);
  await section.getByRole('button', { name: 'Try again' }).click();
  await section.getByText('Not in this test.').waitFor({ state: 'hidden' });
  expect(await field.inputValue()).toBe('half a sec');
});
