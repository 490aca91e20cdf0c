import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { BinaryWriter } from '@bufbuild/protobuf/wire';
import { Encoder } from '@msgpack/msgpack';
import { encode as encodeCbor } from 'cborg';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { sharedBrowser } from '../support/chromium.ts';
import { newBin, sharedServer } from '../support/server.ts';
import { temporaryFolderFor } from '../support/temporary-folder.ts';
import { createViewLink, eventually, inspector, openBody, openInspector } from './inspector.ts';
import { watchMainThread } from './main-thread.ts';
import { send } from './send.ts';

const server = sharedServer();
const visit = sharedBrowser();
const messagepack = new Encoder({ useBigInt64: true });

/** Sends bytes as people do: from a file, with curl. */
async function curl(url: string, contentType: string, body: Uint8Array): Promise<void> {
  const file = path.join(await temporaryFolderFor(onTestFinished), 'body');
  await writeFile(file, body);
  const data = ['--data-binary', `@${file}`];
  await promisify(execFile)('curl', ['-sS', '-f', '-H', `Content-Type: ${contentType}`, ...data, url]);
}

async function openCapture(contentType: string, body: Uint8Array) {
  const bin = await newBin(server().origin);
  await curl(bin.captureUrl, contentType, body);
  const visitor = await visit(server().origin);
  await openBody(visitor.page, bin, 1);
  await inspector(visitor.page).detail(1).waitFor();
  return { bin, ...visitor };
}

/** The lines of a body, with what is said beside them. */
const lines = (page: Page, label: string) =>
  page.getByRole('region', { name: label }).locator('[class*="flex-1"]').allInnerTexts();

test('MessagePack is a tree with exact numbers, bytes, moments and keys of any kind', async () => {
  const entries: [unknown, unknown][] = [
    ['id', 12345678901234567890n],
    ['secret', Uint8Array.of(0xde, 0xad, 0xbe, 0xef)],
    ['at', new Date('2026-11-26T08:00:00.25Z')],
    [7, { score: 1.5 }],
    ['items', [1, 'two', null]],
  ];
  const map = Buffer.concat([
    Uint8Array.of(0x80 + entries.length),
    ...entries.flat().map((it) => messagepack.encode(it)),
  ]);
  const { page, bin } = await openCapture('application/msgpack', map);
  const tree = page.getByRole('tree', { name: 'Body as MessagePack' });
  await tree.waitFor();
  expect((await lines(page, 'Body as MessagePack')).map((line) => line.replace(/,\s*/, ', ').trim())).toEqual(
    [
      '{',
      '"id": 12345678901234567890, 64-bit, shown exactly',
      '"secret": 4 bytes de ad be ef,',
      '"at": 2026-11-26T08:00:00.25Z, timestamp',
      '7: {',
      '"score": 1.5',
      '},',
      '"items": [',
      '1,',
      '"two",',
      'null',
      ']',
      '}',
    ],
  );
  await tree.getByText('"two"').click();
  const bar = page.getByRole('toolbar', { name: 'Selected line' });
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await bar.getByRole('button', { name: 'JSONPath: JSONPath path' }).click();
  await eventually(clipboard).toBe('$.items[1]');
  await bar.getByRole('button', { name: 'Copy link: Link to this line' }).click();
  await createViewLink(page.getByRole('dialog', { name: 'Share request #1' }));
  await eventually(clipboard).toMatch(/\/1#body\/messagepack:1\.\d+$/);
  const link = await clipboard();
  await page.goto('about:blank');
  await page.goto(`/i/${bin.key}/1${new URL(link).hash}`);
  await eventually(() => page.getByRole('treeitem', { selected: true }).textContent()).toContain('"two"');
  await page.getByRole('button', { name: 'Hex', exact: true }).click();
  await page.getByRole('region', { name: 'Body as hex' }).getByText('85 a2 69 64 cf').waitFor();
  await page.getByRole('button', { name: 'Text', exact: true }).click();
  await page.getByRole('region', { name: 'Body as text' }).waitFor();
});

test('protobuf is fields with what else they may be, and messages in them fold', async () => {
  const body = new BinaryWriter()
    .uint32(8)
    .uint64(150n)
    .uint32(18)
    .string('testing')
    .uint32(26)
    .fork()
    .uint32(8)
    .bool(true)
    .uint32(17)
    .double(1.5)
    .join()
    .finish();
  const { page } = await openCapture('application/x-protobuf', body);
  const tree = page.getByRole('tree', { name: 'Body as Protobuf' });
  await tree.getByText('or zigzag 75').waitFor();
  await tree.getByText('"testing"').waitFor();
  await tree.getByText('or true').waitFor();
  await tree.getByText('or 4609434218613702656').waitFor();
  await tree.getByRole('button', { name: 'Collapse' }).click();
  await tree.getByText('2 fields').waitFor();
});

test('CBOR is a tree too', async () => {
  const { page } = await openCapture('application/cbor', encodeCbor({ n: 2n ** 60n, b: Uint8Array.of(1) }));
  const tree = page.getByRole('tree', { name: 'Body as CBOR' });
  await tree.getByText('1152921504606846976').waitFor();
  await tree.getByText('1 byte').waitFor();
});

test.for([
  [
    'MessagePack',
    'application/x-msgpack',
    messagepack.encode({ ok: true, cut: 'this string is longer' }).slice(0, 20),
    'Not valid MessagePack at byte 20 (0x14): the body ends inside a string of 21 bytes, 10 of which are present',
    '"ok"',
  ],
  [
    'Protobuf',
    'application/protobuf',
    Uint8Array.from([0x08, 0x96, 0x01, 0x12, 0x07, 0x74]),
    'Not valid Protobuf at byte 6 (0x6): the message ends inside field 2 of 7 bytes, 1 of which are present',
    '150',
  ],
] as const)(
  '%s that is cut says at which byte, and shows what there is',
  async ([kind, type, body, words, kept]) => {
    const { page } = await openCapture(type, body);
    await inspector(page).panel.getByText(words).waitFor();
    await page
      .getByRole('tree', { name: `Body as ${kind}` })
      .getByText(kept)
      .waitFor();
    await page.getByRole('tab', { name: /^Overview/ }).click();
    await inspector(page).panel.getByText(words).waitFor();
  },
);

test('16 MB of MessagePack open without freezing the page', { timeout: 240_000 }, async () => {
  const record = (id: number) => ({ id, name: 'x'.repeat(90), at: 1.5 });
  const body = messagepack.encode(Array.from({ length: 140_000 }, (_, id) => record(id)));
  expect(body.length).toBeGreaterThan(15_000_000);
  const bin = await newBin(server().origin);
  const { page } = await visit(server().origin);
  await openInspector(page, bin);
  const longestTask = await watchMainThread(page);
  await send(bin.captureUrl, { headers: [['Content-Type', 'application/msgpack']], body });
  await inspector(page).tab('Body').click();
  await inspector(page).button('Load body').click();
  const view = page.getByRole('region', { name: 'Body as MessagePack' });
  await view.getByText('"id": 0,').waitFor();
  await eventually(async () => {
    await view.evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
    return view.getByText('"id": 139999,').count();
  }, 60_000).toBeGreaterThan(0);
  const longest = await longestTask();
  process.stdout.write(`binary views: 16 MB of MessagePack, longest task ${longest} ms\n`);
  expect(longest).toBeLessThan(1000);
});
