import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { differences } from '../copy-as/faithful.ts';
import { runBash } from '../copy-as/run-bash.ts';
import { hostileTexts } from '../support/arbitrary-request.ts';
import { sharedBrowser } from '../support/chromium.ts';
import { newBin, sharedServer, type TestBin, temporaryFolder } from '../support/server.ts';
import { createViewLink, eventually, inspector, openBody, openInspector, openSharing } from './inspector.ts';
import { json, type Sent, send } from './send.ts';

const server = sharedServer();
const visit = sharedBrowser();

function clipboard(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}

/** What the clipboard holds once a copy has replaced what was there before. */
async function copied(page: Page, copy: () => Promise<void>): Promise<string> {
  await page.evaluate(() => navigator.clipboard.writeText('nothing was copied'));
  await copy();
  await eventually(() => clipboard(page)).not.toBe('nothing was copied');
  return clipboard(page);
}

async function captured(bin: TestBin, seq: number) {
  const [capture, body] = await Promise.all([bin.api(`/captures/${seq}`), bin.api(`/captures/${seq}/body`)]);
  return { ...((await capture.json()) as CaptureJson), body: Buffer.from(await body.arrayBuffer()) };
}

const requests: { name: string; sent: Sent }[] = [
  {
    name: 'JSON webhook',
    sent: {
      path: '/orders//a%2Fb/../?id=1&q=it%27s',
      headers: [...json, ['X-A', 'one'], ['x-a', "it's two"], ['X-Empty', '']],
      body: '{"id":12345678901234567890,\n "name":"J\u00fcrgen\'s"}\n',
    },
  },
  {
    name: 'binary upload',
    sent: {
      method: 'PUT',
      path: '/upload',
      headers: [['Content-Type', 'application/octet-stream']],
      body: Uint8Array.from({ length: 1024 }, (_, index) => index % 256),
    },
  },
  {
    name: 'hostile payload',
    sent: {
      method: 'PATCH',
      path: "/$(touch$IFS'canary')/`touch$IFS'canary'`?a='&b=\"&c=!!&d={1,2}[3]",
      headers: [
        ['Content-Type', "text/plain; x='$(touch canary)'"],
        ...hostileTexts.filter((text) => /^[ -~]+$/.test(text)).map((text) => ['X-Hostile', text] as const),
      ],
      body: `${hostileTexts.join('\n')}\n\x1b[201~\ntouch canary\n`,
    },
  },
  {
    name: 'long body that is fetched only when it is copied',
    sent: {
      path: '/long',
      headers: json,
      body: JSON.stringify(Array.from({ length: 20_000 }, (_, id) => ({ id }))),
    },
  },
];

test.for(requests)(
  'c copies a $name as a curl command that, run in bash, sends the very same request',
  async ({ sent }) => {
    const bin = await newBin(server().origin);
    await send(bin.captureUrl, sent);
    const { page } = await visit(server().origin);
    await openInspector(page, bin);
    await inspector(page).detail(1).waitFor();
    await inspector(page).button('Copy as curl').and(page.locator(':enabled')).waitFor();

    // Both are there for a moment only.
    const isSaid = page.getByText('curl command copied').waitFor();
    const isMarked = page.getByText('Copied', { exact: true }).filter({ visible: true }).waitFor();
    const command = await copied(page, () => page.keyboard.press('c'));
    await Promise.all([isSaid, isMarked]);

    const folder = await temporaryFolder();
    const shell = path.join(folder, 'shell');
    await mkdir(shell);
    expect(await runBash(command, { folder: shell, way: 'script' })).toMatchObject({ code: 0 });
    expect(await readdir(shell), 'files which a hostile payload made').toEqual([]);

    const [first, second] = [await captured(bin, 1), await captured(bin, 2)];
    const arrived = {
      requestLine: `${second.method} ${second.target} HTTP/${second.httpVersion}`,
      headers: second.headers.map(([name, value]): [string, string] => [name, value]),
      body: second.body,
      chunked: false,
      raw: Buffer.alloc(0),
    };
    expect(
      differences(first, arrived, { authority: `localhost:${server().port}`, placesConnection: false }),
    ).toEqual([]);
  },
);

test('a copied curl command can be pasted into an open terminal without the payload running', async () => {
  const bin = await newBin(server().origin);
  await send(bin.captureUrl, requests[2]!.sent);
  const { page } = await visit(server().origin);
  await openInspector(page, bin);
  await inspector(page).button('Copy as curl').and(page.locator(':enabled')).waitFor();
  const command = await copied(page, () => inspector(page).button('Copy as curl').click());
  // Pasted text ends where a terminal's own end-of-paste mark stands in it; control characters edit the line.
  expect(command).not.toMatch(/[\0-\x08\x0b-\x1f\x7f-\x9f]/);
});

test('the capture URL is copied as it is', async () => {
  const bin = await newBin(server().origin);
  const { page } = await visit(server().origin);
  await openInspector(page, bin);
  const copy = page.getByRole('banner').getByRole('button', { name: 'Copy: Capture URL' });
  expect(await copied(page, () => copy.click())).toBe(bin.captureUrl);
});

test('a link to a request lets whoever has it look at that request, and no more', async () => {
  const bin = await newBin(server().origin);
  for (const name of ['one', 'two', 'three']) await send(bin.captureUrl, { path: `/${name}` });
  const { page } = await visit(server().origin);
  await openInspector(page, bin);
  await inspector(page).row('GET /two').click();
  await inspector(page).detail(2).waitFor();
  await createViewLink(await openSharing(page));
  await page.keyboard.press('Escape');
  const link = await copied(page, () => inspector(page).button('Copy link: Link to this request').click());
  expect(link).toMatch(/\/i\/\w+\/2$/);
  expect(link).not.toContain(bin.key);

  const other = await visit(server().origin);
  await other.page.goto(link);
  await inspector(other.page).detail(2).waitFor();
  await other.page.getByText('view only').waitFor();
});

test.for([
  ['text', 'J\u00fcrgen\r\n\u{1f600}', 'Copy: Body', 'J\u00fcrgen\r\n\u{1f600}'],
  ['bytes', Uint8Array.of(0, 255, 128, 10), 'Copy as base64: Body as base64', 'AP+ACg=='],
] as const)('a body of %s is copied exactly', async ([, body, button, text]) => {
  const bin = await newBin(server().origin);
  await send(bin.captureUrl, { body });
  const { page } = await visit(server().origin);
  await openBody(page, bin, 1);
  expect(await copied(page, () => inspector(page).button(button).click())).toBe(text);
});

test('a body is downloaded byte for byte', async () => {
  const bin = await newBin(server().origin);
  const body = Uint8Array.from({ length: 256 }, (_, value) => value);
  await send(bin.captureUrl, { headers: [['Content-Type', 'image/png']], body });
  const { page } = await visit(server().origin);
  await openBody(page, bin, 1);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    inspector(page).button('Download body').click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/1\.png$/);
  const pieces: Buffer[] = [];
  for await (const piece of await download.createReadStream()) pieces.push(piece as Buffer);
  expect(Buffer.concat(pieces).equals(body)).toBe(true);
});
