import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { bulkFormats } from '#lib/transfer/export/index.ts';
import { phone, sharedBrowser, type Visitor } from '../support/chromium.ts';
import { secret, secretIn, secretRequests, sendSecrets } from '../support/secrets.ts';
import { newBin, sharedServer } from '../support/server.ts';
import { slowness } from '../support/slowness.ts';
import { eventually, inspector, openInspector, openSharing, untilLive } from './inspector.ts';
import { json, send } from './send.ts';

// It logs all it can: see the last test.
const server = sharedServer({ environment: { LOG_LEVEL: 'trace' } });
const visit = sharedBrowser();

type Text = { from: string; text: string };

/** Everything a browser is sent: bodies and headers of answers, and what comes over WebSockets. */
function received({ context, page }: Visitor) {
  const texts: Text[] = [];
  const reading: Promise<void>[] = [];
  const read = new Set<string>();
  context.on('response', (response) => {
    texts.push({ from: response.url(), text: JSON.stringify(response.headers()) });
  });
  // Those that never end, as a poll does not, are read when they do: nobody waits for them.
  context.on('requestfinished', (request) => {
    const from = request.url();
    // What is the same for everybody is read once.
    if (from.includes('/_next/static/') && read.has(from)) return;
    read.add(from);
    const body = request.response().then((response) => response?.body());
    reading.push(
      body.then(
        (bytes) => void texts.push({ from, text: bytes?.toString('latin1') ?? '' }),
        // The browser hands out no body of an answer whose page has gone before it was there.
        () => {},
      ),
    );
  });
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => texts.push({ from: socket.url(), text: payload.toString() })),
  );
  return async () => {
    await Promise.all(reading);
    return [...texts];
  };
}

function maskedFrom(texts: readonly Text[], pattern: RegExp): Text[] {
  return texts.filter(({ from, text }) => pattern.test(from) && text.includes('[redacted]'));
}

test('what a redacted link masks never reaches its page, and its owner takes it back', {
  timeout: 240_000,
}, async () => {
  const bin = await newBin(server().origin);
  await sendSecrets(bin.captureUrl);
  const owner = await visit(server().origin);
  await openInspector(owner.page, bin, 1);
  const dialog = await openSharing(owner.page);
  await dialog.getByRole('button', { name: 'Choose what is masked' }).click();
  await dialog.getByLabel('Additional fields to mask').fill('email, card.number, $.code');
  await dialog.getByLabel('Additional headers to mask').fill('X-Tenant');
  await dialog.getByRole('button', { name: 'Preview request #1' }).click();
  await dialog.getByText(/values? masked/).waitFor();
  expect(secretIn((await dialog.locator('pre').textContent())!)).toBe(false);
  await dialog.getByLabel('Name', { exact: true }).fill('Ana');
  await dialog.getByRole('button', { name: 'Create view link' }).click();
  await dialog.getByText(/^Created: /).waitFor();
  const link = (await dialog.locator('code').last().textContent())!;
  await dialog.getByRole('button', { name: 'Create another link' }).click();
  await dialog.getByText('Ana', { exact: true }).waitFor();

  const viewer = await visit(server().origin);
  viewer.expectComplaint(/status of 401|WebSocket connection to/);
  const all = received(viewer);
  await viewer.page.goto(link);
  await untilLive(viewer.page);
  await viewer.page.getByText('This link masks secrets.').waitFor();
  await sendSecrets(bin.captureUrl);
  const count = Object.keys(secretRequests).length;
  await eventually(() => inspector(viewer.page).rows.count()).toBeGreaterThan(count);
  // A page that is fetched may bring the rows before the channel does, which is gone once the page is left.
  await eventually(async () => maskedFrom(await all(), /socket\.io/).length).toBeGreaterThan(0);
  // The page of one request, and others that are looked at in it.
  await viewer.page.goto(`${link}/1`);
  await untilLive(viewer.page);
  for (const seq of [1, 3, 5]) {
    if (seq !== 1) await viewer.page.locator(`#capture-${seq}`).click();
    await inspector(viewer.page).detail(seq).waitFor();
    for (const tab of ['Overview', 'Headers', 'Body', 'Raw']) await inspector(viewer.page).tab(tab).click();
  }
  await inspector(viewer.page).tab('Body').click();
  await viewer.page.locator('#capture-11').click();
  await viewer.page.getByText('The body is masked for this link.').waitFor();
  await inspector(viewer.page).button('Copy as curl').click();
  expect(secretIn(await viewer.page.evaluate(() => navigator.clipboard.readText()))).toBe(false);
  await viewer.page.evaluate(
    async ([slug, key, formats]) => {
      for (const format of formats!)
        await fetch(`/api/v1/bins/${slug}/export?format=${format}`, {
          headers: { Authorization: `Bearer ${key}` },
        }).then((response) => response.text());
    },
    [bin.slug, new URL(link).pathname.split('/')[2]!, bulkFormats.map(({ id }) => id)] as const,
  );
  await eventually(async () => inspector(viewer.page).rows.count()).toBeGreaterThan(count);
  // It is open right now, says the list; and is no more once it was taken back.
  await owner.page.reload();
  await untilLive(owner.page);
  const again = await openSharing(owner.page);
  await again.getByText('1 viewing now').waitFor();
  await again.getByRole('button', { name: 'Revoke: Ana' }).click();
  await again.getByRole('button', { name: 'Revoke link' }).click();
  const askedAt = Date.now();
  await viewer.page.getByRole('alert').getByText('has been revoked').waitFor();
  expect(Date.now() - askedAt).toBeLessThan(1000 * (await slowness()));
  const before = (await all()).length;
  await send(bin.captureUrl, { path: `/after?x=${secret}` });
  await viewer.page.waitForTimeout(400);
  const texts = await all();
  expect(
    texts.slice(before).filter(({ from, text }) => /captures|socket/.test(from) && text.includes('/after')),
  ).toEqual([]);
  for (const pattern of [/\/i\//, /captures\/\d+$/, /export/, /socket\.io/])
    expect([pattern.source, maskedFrom(texts, pattern).length > 0]).toEqual([pattern.source, true]);
  expect(texts.filter(({ text }) => secretIn(text)).map(({ from }) => from)).toEqual([]);
});

test('a masked link shows no size of a body that it hides', async () => {
  const bin = await newBin(server().origin);
  const secret = 'x'.repeat(60);
  await send(bin.captureUrl, { path: '/json', headers: json, body: `{"password":"${secret}"}` });
  await send(bin.captureUrl, { path: '/text', body: secret });
  await send(bin.captureUrl, { path: '/plain', headers: json, body: '{"ok":1}' });
  const response = await bin.api('/links', { method: 'POST', body: '{"role":"viewer","redaction":{}}' });
  const { inspectUrl } = (await response.json()) as { inspectUrl: string };
  const { page } = await visit(server().origin);
  for (const [seq, row] of [
    [1, 'POST /json'],
    [2, 'POST /text'],
  ] as const) {
    await page.goto(`${inspectUrl}/${seq}#overview`);
    await untilLive(page);
    await page.getByText('Shown masked. The size is hidden.').waitFor();
    expect(await inspector(page).row(row).getAttribute('aria-label')).toContain('body masked');
    expect(await inspector(page).row(row).textContent()).toContain('masked');
    expect(await inspector(page).detail(seq).textContent()).not.toMatch(/\d (?:B|KB|bytes)/);
    await inspector(page).tab('Headers').click();
    await page.getByText('Content-Length is that of the body as shown.').waitFor();
  }
  await page.goto(`${inspectUrl}/3#overview`);
  await inspector(page).detail(3).getByText('8 B JSON').waitFor();
});

test('a link to one request shows that one and no list, live, on a phone too', async () => {
  const bin = await newBin(server().origin);
  for (const body of ['one', 'two']) await send(bin.captureUrl, { path: `/${body}`, method: 'POST', body });
  const owner = await visit(server().origin, phone);
  await openInspector(owner.page, bin);
  const dialog = await openSharing(owner.page);
  await dialog.getByRole('button', { name: 'Request #2 only' }).click();
  await dialog.getByText('Mask secrets').click();
  await dialog.getByText('This link shows secrets unmasked.').waitFor();
  await dialog.getByRole('button', { name: 'Create view link' }).click();
  await dialog.getByText(/^Created: /).waitFor();
  await dialog.getByRole('button', { name: 'Show QR code' }).last().click();
  await dialog.getByRole('img', { name: 'QR code of the link' }).waitFor();
  const link = (await dialog.locator('code').last().textContent())!;

  const { page } = await visit(server().origin, phone);
  await page.goto(link);
  await untilLive(page);
  await inspector(page).detail(2).waitFor();
  await page.getByText('request #2').first().waitFor();
  expect(await inspector(page).list.count()).toBe(0);
  expect(await page.content()).not.toContain('/one');
  await bin.api('/captures/2', { method: 'PATCH', body: '{"note":"look here"}' });
  await inspector(page).tab('Overview').click();
  await page.getByText('look here').waitFor();
  await bin.api('/captures/2', { method: 'DELETE' });
  await page.getByText('Request 2 no longer exists.').waitFor();
});

test('a key that got about is replaced: the page goes on with the new one, others are told', async () => {
  const bin = await newBin(server().origin);
  await send(bin.captureUrl, { path: '/kept' });
  const owner = await visit(server().origin);
  owner.expectComplaint(/status of 401|WebSocket connection to/);
  await openInspector(owner.page, bin);
  const other = await visit(server().origin);
  other.expectComplaint(/status of 401|status of 404|WebSocket connection to/);
  await openInspector(other.page, bin);

  const dialog = await openSharing(owner.page);
  await dialog.getByRole('button', { name: 'Replace owner link' }).click();
  await dialog.getByText('The old link stops working immediately').waitFor();
  await owner.page.keyboard.press('Escape');
  expect((await bin.api()).status).toBe(200);
  await dialog.getByRole('button', { name: 'Replace owner link' }).click();
  await dialog.getByRole('button', { name: 'Replace link' }).click();
  await owner.page.waitForURL(
    (url) => /^\/i\/[A-Za-z0-9]{24}/.test(url.pathname) && !url.pathname.includes(bin.key),
  );
  await untilLive(owner.page);
  await inspector(owner.page).row('GET /kept').waitFor();
  await other.page.getByRole('alert').getByText('has been replaced').waitFor();
  expect((await bin.api()).status).toBe(401);
  await other.page.reload();
  await other.page.getByRole('heading', { name: 'This link is not valid' }).waitFor();
  // This browser knows the bin by its new key.
  await owner.page.goto('/');
  await owner.page.getByRole('link', { name: bin.slug }).click();
  await untilLive(owner.page);
});

test('a server that logs all it can keeps keys out of logs, metrics, problems, titles, referrers and its database', async () => {
  const running = server();
  const bin = await newBin(running.origin);
  const made = await (
    await bin.api('/links', { method: 'POST', body: '{"role":"viewer","redaction":{}}' })
  ).json();
  const rotated = await newBin(running.origin);
  const { key: newKey } = await (await rotated.api('/rotate', { method: 'POST' })).json();
  const keys = [bin.key, made.key, rotated.key, newKey] as string[];
  const said: string[] = [];
  const ask = async (target: string, init: RequestInit = {}) => {
    const response = await fetch(`${running.origin}${target}`, init);
    said.push(JSON.stringify([...response.headers]), await response.text());
  };
  await send(bin.captureUrl, { path: '/x' });
  const addresses = [
    ...['', '/captures', '/captures/1', '/captures/9', '/captures/1/body', '/captures/1/as/curl'],
    ...['/captures/1/as/nothing', '/export', '/export?format=no', '/links', '/links/99', '/held', '/nowhere'],
  ];
  const wrong = [
    ['PATCH', '', '{ nonsense'],
    ['PATCH', '/captures/1', '{"note":5}'],
    ['POST', '/links', '{"role":"king"}'],
    ['POST', '/import?format=har', '{ nonsense'],
    ['PUT', '/captures', ''],
  ] as const;
  for (const key of [...keys, `${bin.key}x`]) {
    const headers = { Authorization: `Bearer ${key}` };
    // A key that opens this bin gets further than the door, where the others are all told the same.
    const opens = key === bin.key || key === made.key;
    for (const address of opens ? addresses : addresses.slice(0, 2))
      await ask(`/api/v1/bins/${bin.slug}${address}`, { headers });
    for (const [method, address, body] of opens ? wrong : wrong.slice(0, 1))
      await ask(`/api/v1/bins/${bin.slug}${address}`, { method, headers, body });
    await ask('/api/v1/bins/nosuchbin/captures', { headers });
    // Whoever takes one address for another is told so: the log is not.
    await ask(`/i/${key}`, { method: 'POST', body: 'x' });
    for (const target of [`/b/${key}`, `/api/v1/bins/${key}`])
      await fetch(`${running.origin}${target}`, { method: 'POST', body: 'x' });
  }
  await ask('/metrics');

  const visitor = await visit(running.origin);
  // Most pages are left before they are live.
  visitor.expectComplaint(/status of 40\d|WebSocket connection to/);
  const referrers: Promise<string | undefined>[] = [];
  visitor.context.on('request', (request) =>
    referrers.push(
      request.allHeaders().then(
        ({ referer }) => referer,
        () => undefined,
      ),
    ),
  );
  for (const target of [
    `/i/${bin.key}`,
    `/i/${bin.key}/1`,
    `/i/${made.key}/1`,
    `/i/${bin.key}/77`,
    `/i/${bin.key}x`,
    `/i/${bin.key}/a/b`,
  ]) {
    await visitor.page.goto(target);
    said.push(await visitor.page.title());
    if (target === `/i/${bin.key}`) {
      await untilLive(visitor.page);
      const dialog = await openSharing(visitor.page);
      await dialog.getByRole('button', { name: 'Create view link' }).waitFor();
    }
  }
  said.push(running.log(), running.output());
  for (const name of readdirSync(running.folder))
    said.push(readFileSync(path.join(running.folder, name), 'latin1'));
  expect(running.log().length).toBeGreaterThan(20);
  const about = keys.flatMap((key) => [
    key,
    Buffer.from(key).toString('hex'),
    Buffer.from(key).toString('base64').slice(0, -4),
  ]);
  expect(said.flatMap((text) => about.filter((one) => text.includes(one)))).toEqual([]);
  expect((await Promise.all(referrers)).filter(Boolean)).toEqual([]);
});
