import { createHmac } from 'node:crypto';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { phone, sharedBrowser, type VisitorOptions } from '../support/chromium.ts';
import { newBin, sharedServer } from '../support/server.ts';
import { eventually, inspector, openInspector, untilLive } from './inspector.ts';
import { json, type Sent, send } from './send.ts';

const server = sharedServer();
const visit = sharedBrowser();

const secret = 'It is a Secret of mine';
const mac = (hash: string, key: string, message: string) => createHmac(hash, key).update(message);

function fromGitHub(body: string, signedBody = body): Sent {
  const signature = mac('sha256', secret, signedBody).digest('hex');
  return {
    headers: [...json, ['X-GitHub-Event', 'push'], ['X-Hub-Signature-256', `sha256=${signature}`]],
    body,
  };
}

function fromStripe(body: string, age: number): Sent {
  const time = Math.floor(Date.now() / 1000) - age;
  const signature = mac('sha256', secret, `${time}.${body}`).digest('hex');
  return { headers: [...json, ['Stripe-Signature', `t=${time},v1=${signature}`]], body };
}

/** A bin with these requests, and a page that shows the overview of the last. */
async function openWith(requests: Sent[], options: VisitorOptions = {}) {
  const bin = await newBin(server().origin);
  for (const request of requests) await send(bin.captureUrl, request);
  const visitor = await visit(server().origin, { reducedMotion: 'reduce', ...options });
  await openInspector(visitor.page, bin, requests.length);
  await inspector(visitor.page).tab('Overview').click();
  const section = visitor.page.getByRole('region', { name: 'Signature' });
  return { bin, ...visitor, section, says: (words: string) => section.getByText(words).waitFor() };
}

/** The pill among the facts of a request. */
const pill = (page: Page, words: string) =>
  page.getByRole('article').getByRole('link', { name: words, exact: true });

test('whether a request is genuine is found out in the browser, and of those that follow without asking', async () => {
  const { page, section, says, bin } = await openWith([fromGitHub('{"ref":"main"}')]);
  const sent: string[] = [];
  page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`));
  await says('Signature present (X-Hub-Signature-256). Not verified yet.');
  await pill(page, 'Signed').waitFor();
  await section.getByRole('button', { name: 'Verify' }).click();
  const field = section.getByLabel('Webhook secret');
  expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await field.getAttribute('type')).toBe('password');
  await page.keyboard.type(secret);
  await section.getByRole('button', { name: 'Reveal' }).click();
  expect(await field.getAttribute('type')).toBe('text');
  await section.getByRole('button', { name: 'Hide', exact: true }).click();
  expect(await field.getAttribute('type')).toBe('password');
  await says('Signature valid.');
  await says('HMAC-SHA256 of the body, in hexadecimal');
  await pill(page, 'Signature valid').waitFor();

  await send(bin.captureUrl, fromGitHub('{"ref":"other"}'));
  await page.keyboard.press('Escape');
  await page.locator('#capture-2').click();
  await inspector(page).detail(2).waitFor();
  await pill(page, 'Signature valid').waitFor();
  await inspector(page).tab('Headers').click();
  await pill(page, 'Signature valid').click();
  await says('Signature valid.');
  expect(sent.filter((text) => text.includes('Secret'))).toEqual([]);
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain(
    'Secret',
  );

  await page.reload();
  await says('Signature present (X-Hub-Signature-256). Not verified yet.');

  // From another tab, by the command palette and by its key.
  for (const open of ['palette', 'v']) {
    await inspector(page).tab('Headers').click();
    await section.waitFor({ state: 'detached' });
    if (open === 'palette') {
      await page.keyboard.press('Control+k');
      const search = page.getByRole('combobox', { name: 'Search commands' });
      await eventually(() => search.evaluate((element) => element === document.activeElement)).toBe(true);
      await page.keyboard.type('verify');
      await page.getByRole('option', { name: 'Verify the signature' }).click();
    } else await page.keyboard.press(open);
    await eventually(() => field.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await field.inputValue()).toBe('');
  }
});

test('a secret is kept in the browser by those who want that, and forgotten again', async () => {
  const { page, section, says } = await openWith([fromGitHub('{}')]);
  await section.getByRole('button', { name: 'Verify' }).click();
  await section.getByLabel('Webhook secret').fill(secret);
  await section.getByLabel('Save in this browser').check();
  await says('Signature valid.');
  await page.reload();
  await says('Signature valid.');
  await section.getByRole('button', { name: 'How it is computed' }).click();
  await section.getByLabel('Save in this browser').uncheck();
  await page.reload();
  await says('Signature present (X-Hub-Signature-256). Not verified yet.');
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('Secret');
});

test('a kept secret stays with its bin when the key of the bin is replaced', async () => {
  const { page, bin, section, says, expectComplaint } = await openWith([fromGitHub('{}')]);
  // Until it goes on with the new key, the page asks with the old one.
  expectComplaint(/status of 401|WebSocket connection to/);
  await section.getByRole('button', { name: 'Verify' }).click();
  await section.getByLabel('Webhook secret').fill(secret);
  await section.getByLabel('Save in this browser').check();
  await says('Signature valid.');
  await inspector(page).button('Share').click();
  await page.getByRole('button', { name: 'Replace owner link' }).click();
  await page.getByRole('button', { name: 'Replace link' }).click();
  await page.waitForURL((url) => !url.pathname.includes(bin.key));
  await untilLive(page);
  await inspector(page).tab('Overview').click();
  await says('Signature valid.');
  expect(await page.evaluate(() => Object.keys(localStorage).join(' '))).not.toContain(bin.key);
});

test('secrets kept in two tabs stay beside each other, and go with the bin', async () => {
  const { page, section, bin, context } = await openWith([fromStripe('{"id":"evt_1"}', 0), fromGitHub('{}')]);
  const other = await context.newPage();
  await openInspector(other, bin, 1);
  await inspector(other).tab('Overview').click();
  for (const [tab, label] of [
    [page, 'Webhook secret'],
    [other, 'Signing secret'],
  ] as const) {
    const here = tab.getByRole('region', { name: 'Signature' });
    await here.getByRole('button', { name: 'Verify' }).click();
    await here.getByLabel(label).fill(secret);
    await here.getByLabel('Save in this browser').check();
    await here.getByText(/^Signature valid/).waitFor();
  }
  for (const seq of [1, 2]) {
    await openInspector(page, bin, seq);
    await inspector(page).tab('Overview').click();
    await section.getByText(/^Signature valid/).waitFor();
  }
  await page.goto('/');
  await page
    .getByRole('button', { name: /^Actions/ })
    .first()
    .click();
  await page.getByRole('menuitem', { name: /^Remove/ }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await eventually(() => page.evaluate(() => JSON.stringify(localStorage))).not.toContain('Secret');
});

test('a signature that is not valid says why, as far as it shows', async () => {
  const { page, section, says } = await openWith([fromGitHub('{"a": 1}\n', '{"a": 1}')]);
  await section.getByRole('button', { name: 'Verify' }).click();
  await section.getByLabel('Webhook secret').fill(secret);
  await says('Signature not valid with this secret.');
  const why = section.getByRole('list', { name: 'Why the signature is not valid' });
  await why.getByText(/^The signature matches .*line/).waitFor();
  await pill(page, 'Signature not valid').waitFor();
  await says('Expected with this secret');
  await says(mac('sha256', secret, '{"a": 1}\n').digest('hex'));

  await section.getByLabel('Webhook secret').fill('another');
  await why.getByText('Wrong secret, or the body was changed in transit.').waitFor();
  await section.getByLabel('Webhook secret').fill(`${secret} `);
  await why.getByText(/^The signature matches /).waitFor();
});

test('a clock that is off is said beside a signature that is valid', async () => {
  const { page, section, says } = await openWith([fromStripe('{"id":"evt_1"}', 400)]);
  await says('Timestamp 6 min 4');
  await section.getByRole('button', { name: 'Verify' }).click();
  await section.getByLabel('Signing secret').fill(secret);
  await section
    .getByText(
      /^Signature valid\. Timestamp 6 min 4\d s old; Stripe’s libraries reject anything over 5 min\.$/,
    )
    .waitFor();
  await pill(page, 'Signature valid, timestamp out of range').waitFor();
});

test('an address that is signed can be set right', async () => {
  const url = 'https://hooks.example/twilio';
  const signature = mac('sha1', secret, `${url}BodyHiFrom+1`).digest('base64');
  const { page, section, says } = await openWith([
    {
      headers: [
        ['Content-Type', 'application/x-www-form-urlencoded'],
        ['User-Agent', 'TwilioProxy/1.1'],
        ['X-Twilio-Signature', signature],
      ],
      body: 'From=%2B1&Body=Hi',
    },
  ]);
  await section.getByRole('button', { name: 'Verify' }).click();
  await section.locator('input[type=password]').fill(secret);
  await says('Signature not valid with this secret.');
  await section.getByLabel('Webhook URL').fill(url);
  await says('Signature valid.');
  await pill(page, 'Signature valid').waitFor();
});

test.for<[what: string, request: Sent, words: string]>([
  [
    'a provider that signs, but not this',
    { headers: [...json, ['X-GitHub-Event', 'push']], body: '{}' },
    'Not signed. Set a secret in the GitHub webhook’s settings to have it sign requests.',
  ],
  [
    'a provider that does not sign',
    {
      headers: [['Content-Type', 'application/x-www-form-urlencoded']],
      body: 'type=subscribe&fired_at=2026-11-01+09%3A00%3A00',
    },
    'Mailchimp does not sign requests. Put a secret in the webhook URL instead.',
  ],
  [
    'signatures that take more than a secret',
    { headers: [...json, ['PayPal-Transmission-Id', 'x']], body: '{}' },
    'Cannot be verified here: the certificate at PayPal-Cert-Url',
  ],
  [
    'a signature that cannot be read',
    { headers: [...json, ['X-GitHub-Event', 'push'], ['X-Hub-Signature-256', 'md5=1']], body: '{}' },
    'X-Hub-Signature-256 does not begin with sha256=',
  ],
])('%s is told', async ([_what, request, words]) => {
  const { says, section } = await openWith([request]);
  await says(words);
  expect(await section.getByRole('button').count()).toBe(0);
});

test('nothing is said of the signatures of senders nobody knows', async () => {
  const { page, section } = await openWith([{ headers: json, body: '{}' }]);
  await inspector(page).panel.getByText('No problems found.').waitFor();
  expect(await section.count()).toBe(0);
});

test('through a link that masks secrets nothing is checked', async () => {
  const bin = await newBin(server().origin);
  await send(bin.captureUrl, fromGitHub('{"password":"x"}'));
  const response = await bin.api('/links', {
    method: 'POST',
    body: JSON.stringify({ role: 'viewer', redaction: {} }),
  });
  const { key } = (await response.json()) as { key: string };
  const { page } = await visit(server().origin);
  await openInspector(page, { key }, 1);
  await inspector(page).tab('Overview').click();
  await page.getByText('The signature cannot be verified through a masked link.').waitFor();
});

test('on a phone a signature is checked by tapping, and nothing is cut off', async () => {
  const { page, section, says } = await openWith([fromGitHub('{"ref":"main"}')], phone);
  await section.getByRole('button', { name: 'Verify' }).tap();
  await section.getByLabel('Webhook secret').fill(secret);
  await says('Signature valid.');
  await pill(page, 'Signature valid').waitFor();
  await eventually(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});
