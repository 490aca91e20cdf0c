import { brotliCompressSync, createGzip, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { CapturePage } from '#lib/model/capture-json.ts';
import { heldBytes } from '../support/held-bytes.ts';
import { newBin, sharedServer } from '../support/server.ts';
import { expectProblem } from './problem.ts';

const server = sharedServer({ environment: { MAX_BODY_BYTES: '1MiB' } });

/** What `…/body?decoded=1` answers for a request with this body and Content-Encoding. */
async function decoded(body: Uint8Array, coding: string | null) {
  const bin = await newBin(server().origin);
  const headers: Record<string, string> = coding === null ? {} : { 'Content-Encoding': coding };
  await fetch(bin.captureUrl, { method: 'POST', headers, body: new Uint8Array(body) });
  const response = await bin.api('/captures/1/body?decoded=1');
  const said = ['Wirebin-Decoded', 'Wirebin-Truncated', 'Wirebin-Decode-Error'].map((name) =>
    response.headers.get(name),
  );
  return { response, said };
}

/** So many zero bytes as gzip, made piece by piece. */
async function zeros(mebibytes: number): Promise<Buffer> {
  const gzip = createGzip({ level: 9 });
  const pieces: Buffer[] = [];
  gzip.on('data', (piece) => pieces.push(piece));
  const piece = Buffer.alloc(2 ** 20);
  for (let count = 0; count < mebibytes; count++) {
    if (!gzip.write(piece)) await new Promise((resolve) => gzip.once('drain', resolve));
  }
  gzip.end();
  await new Promise((resolve) => gzip.once('end', resolve));
  return Buffer.concat(pieces);
}

describe('a body with its content codings undone', () => {
  test.for([
    ['gzip', gzipSync('hello'), 'gzip'],
    ['br', brotliCompressSync('hello'), 'br'],
    ['gzip, br', brotliCompressSync(gzipSync('hello')), 'br, gzip'],
    [null, Buffer.from('hello'), ''],
  ] as const)('%s', async ([coding, body, undone]) => {
    const { response, said } = await decoded(body, coding);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await response.text()).toBe('hello');
    expect(said).toEqual([undone, null, null]);
  });

  test('goes as far as the data is whole, and says what is wrong with the rest', async () => {
    const text = Array.from({ length: 5000 }, (_, index) => `line ${index}`).join('\n');
    const { response, said } = await decoded(gzipSync(text).subarray(0, -2000), 'gzip');
    expect(response.status).toBe(200);
    expect(text.startsWith(await response.text())).toBe(true);
    expect(said).toEqual(['gzip', null, 'gzip: the data is incomplete']);
  });

  test('that is none of its coding, or of a coding nobody knows, is refused with words', async () => {
    for (const [body, coding] of [
      [Buffer.from('hello'), 'gzip'],
      [Buffer.from('hello'), 'compress'],
    ] as const) {
      const { response } = await decoded(body, coding);
      expect(await expectProblem(response, 422, 'content-undecodable')).toContain(coding);
    }
  });

  test('that becomes enormous is cut at the limit, and four at once cost the server little', async () => {
    const bomb = await zeros(800);
    expect(bomb.length).toBeLessThan(2 ** 20);
    const before = await heldBytes(server().process.pid!);
    const answers = await Promise.all([1, 2, 3, 4].map(() => decoded(bomb, 'gzip')));
    for (const { response, said } of answers) {
      expect((await response.arrayBuffer()).byteLength).toBe(2 ** 20);
      expect(said).toEqual(['gzip', 'true', null]);
    }
    expect((await heldBytes(server().process.pid!)) - before).toBeLessThan(150 * 2 ** 20);
  });
});

test('a compressed body is matched by what it says: by rules, by the explanation of them, and by a filter', async () => {
  const bin = await newBin(server().origin);
  const rules = [{ name: 'Paid', when: 'body:café json:$.paid=true', answer: { status: 418 } }];
  expect((await bin.api('/reply', { method: 'PUT', body: JSON.stringify({ rules }) })).status).toBe(200);
  const send = async (text: string) =>
    (
      await fetch(bin.captureUrl, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' },
        body: new Uint8Array(gzipSync(text)),
      })
    ).status;
  expect(await send('{"paid":true,"where":"caf\\u00e9"}')).toBe(418);
  expect(await send('{"paid":false,"where":"caf\\u00e9"}')).toBe(200);
  const tried = await bin.api('/reply/try', { method: 'POST', body: '{"capture":1}' });
  expect(await tried.json()).toMatchObject({ rules: [{ matches: true }], reply: { status: 418 } });
  const found = await bin.api(`/captures?filter=${encodeURIComponent(rules[0]!.when)}`);
  expect(((await found.json()) as CapturePage).captures.map(({ seq }) => seq)).toEqual([1]);
});
