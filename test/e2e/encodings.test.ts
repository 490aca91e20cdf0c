import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { CapturePage } from '#lib/model/capture-json.ts';
import { phone, sharedBrowser } from '../support/chromium.ts';
import { newBin, root, sharedServer, type TestBin } from '../support/server.ts';
import { ask } from '../support/wire.ts';
import { eventually, inspector, openBody } from './inspector.ts';
import { send } from './send.ts';

const server = sharedServer();
const visit = sharedBrowser();

/** Requests that were once shown wrongly, as raw bytes, in the order of their names. */
const files = [
  '01-header-bytes',
  '02-form-windows-1252',
  '03-form-windows-1251',
  '04-unknown-charset',
  '05-grpc-gzip',
  '06-grpc-web-text',
  '07-multipart-related',
  '08-xml-mixed-text',
  '09-woocommerce-ping',
];

async function sendFile(bin: TestBin, name: string): Promise<void> {
  const raw = await readFile(path.join(root, 'test/body/sent', `${name}.http`), 'latin1');
  const { pathname } = new URL(bin.captureUrl);
  const sent = Buffer.from(raw.replace('/b/SLUG', pathname), 'latin1');
  expect((await ask(server().port, sent)).status).toBe(200);
}

/** A multipart body; each part is its header lines and its content. */
function multipart(boundary: string, parts: readonly (readonly [head: string, content: string])[]): Buffer {
  const written = parts.map(([head, content]) => `--${boundary}\r\n${head}\r\n\r\n${content}\r\n`);
  return Buffer.from(`${written.join('')}--${boundary}--\r\n`, 'latin1');
}

async function sendOthers({ captureUrl }: TestBin): Promise<void> {
  const named = (name: string) => `Content-Disposition: form-data; name="${name}"`;
  await send(captureUrl, {
    headers: [['Content-Type', 'multipart/form-data; boundary=xYz']],
    body: multipart('xYz', [
      [named('text'), 'Gr\xfc\xdfe'],
      [named('charsets'), '{"to":"UTF-8","text":"iso-8859-1"}'],
    ]),
  });
  await send(captureUrl, {
    headers: [['Content-Type', 'multipart/related; boundary=r; type="text/xml"']],
    body: multipart('r', [
      ['Content-Type: text/xml\r\nContent-ID: <a@x>', '<i href="cid:b%2B1@x"/><i href="cid:gone@x"/>'],
      ['Content-Type: text/plain\r\nContent-ID: <b+1@x>', 'the second part'],
    ]),
  });
  await send(captureUrl, {
    headers: [['Content-Type', 'multipart/mixed; boundary=m']],
    body: multipart('m', [
      [
        'Content-Type: application/http\r\nContent-ID: <item1>',
        'POST /farm/v1/animals HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 13\r\n\r\n{"legs":"4"}\n',
      ],
    ]),
  });
  await send(captureUrl, {
    headers: [['Content-Type', 'text/plain']],
    body: Buffer.from('50\x80 f\xfcr J\xf6rg', 'latin1'),
  });
  const message = Buffer.from('120768656c6c6f2141', 'hex');
  const packed = gzipSync(message);
  const prefix = Buffer.alloc(5, 1);
  prefix.writeUInt32BE(packed.length, 1);
  await send(captureUrl, {
    headers: [
      ['Content-Type', 'application/grpc'],
      ['grpc-encoding', 'gzip'],
    ],
    body: Buffer.concat([prefix, packed]),
  });
}

test('requests in other encodings and formats are shown and found as their senders meant them', async () => {
  const bin = await newBin(server().origin);
  for (const file of files) await sendFile(bin, file);
  await sendOthers(bin);
  const { page } = await visit(server().origin);
  const { panel, tab } = inspector(page);
  const open = (seq: number) => openBody(page, bin, seq);

  // Two header values with different bytes look different, also when they are copied.
  await page.goto(`/i/${bin.key}/1#headers`);
  const line = (name: string) => panel.locator('dl > div').filter({ hasText: name });
  await eventually(() => line('X-L1').textContent()).toMatch(/café\s*Latin-1/);
  await eventually(() => line('X-U8').textContent()).toMatch(/café\s*UTF-8/);
  await line('X-L1').hover();
  await line('X-L1').getByRole('button', { name: 'Copy value of X-L1, read as Latin-1' }).click();

  // Forms.
  await open(2);
  const fields = page.getByRole('region', { name: 'Fields of the form' });
  await fields.getByText('Jörg', { exact: true }).waitFor();
  await fields.getByText('5€', { exact: true }).waitFor();
  await fields.getByText('received as J%F6rg').waitFor();
  await fields.getByText('%u0416 is not percent-encoding, so it is shown as received.').waitFor();
  await panel.getByText('Read as windows-1252, as the field charset of the form declares.').waitFor();
  await page.getByRole('combobox', { name: 'Character encoding' }).selectOption('windows-1251');
  await fields.getByText('Jцrg', { exact: true }).waitFor();
  await open(3);
  await fields.getByText('При', { exact: true }).waitFor();
  await open(4);
  await panel.getByText('Unknown character encoding “X-WINDOWS-949”. Read as UTF-8.').waitFor();

  // gRPC.
  await open(5);
  const messages = page.getByRole('tree', { name: 'Body as Protobuf' });
  await eventually(() => messages.textContent()).toMatch(/1\s*VARINT:\s*150[\s\S]*2\s*LEN:\s*"hello"/);
  await messages.getByText('gzip, 30 bytes compressed').waitFor();
  await open(6);
  await eventually(() => messages.textContent()).toMatch(/VARINT:\s*150[\s\S]*trailers\s*"grpc-status:0"/);

  // Multipart.
  await open(7);
  const part = (name: string) => page.getByRole('group', { name, exact: true });
  await eventually(() => part('Part 1').textContent()).toMatch(/root@example\.test\s*start part/);
  await eventually(() => part('Part 2').textContent()).toContain('f+1@example.test');
  await open(10);
  await eventually(() => part('Part 1').textContent()).toContain('Grüße');
  await eventually(() => part('Part 1').textContent()).toContain(
    'read as windows-1252, as the field charsets declares',
  );
  await open(11);
  await page.getByRole('button', { name: 'Open Part 1' }).click();
  await page.getByText('gone@x (no such part)').waitFor();
  await page.getByRole('button', { name: 'Part 2 (b+1@x)' }).click();
  await page.getByRole('region', { name: 'Part 2', exact: true }).getByText('the second part').waitFor();
  await page.keyboard.press('Escape');
  await part('Part 1').waitFor();
  await open(12);
  await page.getByRole('button', { name: 'Open Part 1' }).click();
  const inner = page.getByRole('region', { name: 'Request in this part' });
  await inner.getByText('POST /farm/v1/animals HTTP/1.1').waitFor();
  await inner.getByRole('tree', { name: 'Body as JSON' }).getByText('"4"').waitFor();

  // XML with mixed content.
  await open(8);
  const xml = page.getByRole('tree', { name: 'Body as XML' });
  await eventually(() => xml.getByRole('treeitem').allInnerTexts()).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/<b>x<i>y<\/i> z<\/b>/),
      expect.stringMatching(/<d> {2}<\/d>/),
    ]),
  );

  // A text whose encoding nobody declares.
  await open(13);
  await page.getByRole('combobox', { name: 'Character encoding' }).selectOption('windows-1252');
  await panel.getByText('50€ für Jörg').waitFor();

  // WooCommerce never signs its ping.
  await page.goto(`/i/${bin.key}/9`);
  await tab('Overview').click();
  await panel.getByText('WooCommerce tests this URL').first().waitFor();
  await panel.getByText('WooCommerce never signs this request, which only tests the URL.').waitFor();
  expect(await panel.getByText('Not signed.').count()).toBe(0);

  // All of it is found by the text that is shown.
  const found = async (filter: string) => {
    const response = await bin.api(`/captures?filter=${encodeURIComponent(filter)}`);
    return ((await response.json()) as CapturePage).captures.map(({ seq }) => seq);
  };
  expect(await found('header:x-l1=café')).toEqual([1]);
  expect(await found('header:x-u8=café')).toEqual([1]);
  expect(await found('body:Jörg')).toEqual([2]);
  expect(await found('body:5€')).toEqual([2]);
  expect(await found('body:При')).toEqual([3]);
  expect(await found('body:hello')).toEqual([14, 5]);
  expect(await found('body:Grüße')).toEqual([10]);
  expect(await found('body:grpc-status')).toEqual([6]);
});

test('and on a phone nothing of it is wider than the screen', async () => {
  const bin = await newBin(server().origin);
  for (const file of files.slice(0, 8)) await sendFile(bin, file);
  const { page } = await visit(server().origin, phone);
  for (let seq = 1; seq <= 8; seq++) {
    await openBody(page, bin, seq);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect([seq, wide]).toEqual([seq, 0]);
  }
});
