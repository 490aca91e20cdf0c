import * as zlib from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeContent } from '#lib/content-encoding/decode-content.ts';
import { contentCodings } from '#lib/http/content-coding.ts';
import { content, wideFrame, zstdFrames } from './zstd-samples.ts';

const { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } = zlib;
const hasZstd = 'createZstdDecompress' in zlib;
const limit = 1_000_000;
const codings = (value: string) => contentCodings([['Content-Encoding', value]]);
const text = (body: Uint8Array) => Buffer.from(body).toString('latin1');

/** Content decoded, as a string, with the code of what is wrong with it. */
async function decode(bytes: AsyncIterable<Uint8Array> | Uint8Array, value: string, most = limit) {
  const { body, truncated, error } = await decodeContent(bytes, codings(value), { limit: most });
  return { body: text(body), truncated, error: error?.code ?? null };
}

async function* inPieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const encoders: Record<string, [coding: string, encode: (bytes: Uint8Array) => Uint8Array]> = {
  gzip: ['gzip', (bytes) => gzipSync(bytes)],
  zlib: ['deflate', (bytes) => deflateSync(bytes)],
  'raw deflate': ['deflate', (bytes) => deflateRawSync(bytes)],
  stored: ['deflate', (bytes) => deflateRawSync(bytes, { level: 0 })],
  brotli: [
    'br',
    (bytes) => brotliCompressSync(bytes, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 3 } }),
  ],
};
const encoding = fc.constantFrom(...Object.values(encoders));
const compressible = fc.oneof(
  fc.uint8Array({ maxLength: 5000 }),
  fc.tuple(fc.uint8Array({ minLength: 1 }), fc.nat(3000)).map(([bytes, times]) => {
    return new Uint8Array(Buffer.concat(new Array(times).fill(bytes)));
  }),
);

describe('undoes', () => {
  test.each(Object.entries(encoders))('%s', async (_name, [coding, encode]) => {
    expect(await decode(encode(Buffer.from('hello')), coding)).toEqual({
      body: 'hello',
      truncated: false,
      error: null,
    });
  });

  test('no coding at all', async () => {
    expect(await decode(Buffer.from('hello'), 'identity')).toEqual({
      body: 'hello',
      truncated: false,
      error: null,
    });
  });

  test('several, the last one first', async () => {
    const sent = brotliCompressSync(deflateSync(gzipSync('hello')));
    expect(await decode(sent, 'x-gzip, deflate, br')).toMatchObject({ body: 'hello', error: null });
  });

  test('gzip with every optional header field', async () => {
    const [plain, name, comment] = [
      gzipSync('hello'),
      Buffer.from('name\0'),
      Buffer.from('c'.repeat(3000).concat('\0')),
    ];
    const head = Buffer.from(plain.subarray(0, 10));
    head[3] = 2 | 4 | 8 | 16;
    const sent = Buffer.concat([
      head,
      Buffer.from([3, 0, 9, 9, 9]),
      name,
      comment,
      Buffer.from([1, 2]),
      plain.subarray(10),
    ]);
    expect(await decode(sent, 'gzip')).toMatchObject({ body: 'hello', error: null });
  });

  test('gzip members one after the other', async () => {
    const sent = Buffer.concat([gzipSync('a'), gzipSync(''), gzipSync('b'.repeat(70_000)), gzipSync('c')]);
    for (const size of [1, 7, 21, sent.length]) {
      expect(await decode(inPieces(sent, size), 'gzip')).toMatchObject({
        body: `a${'b'.repeat(70_000)}c`,
        error: null,
      });
    }
  });

  test('nothing, when nothing was sent', async () => {
    for (const coding of ['gzip', 'deflate', 'br', 'gzip, gzip']) {
      expect(await decode(new Uint8Array(), coding)).toEqual({ body: '', truncated: false, error: null });
    }
  });

  test('whatever was coded, in pieces of any size', async () => {
    await fc.assert(
      fc.asyncProperty(
        compressible,
        fc.array(encoding, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 5000 }),
        async (bytes, chosen, size) => {
          const sent = chosen.reduce<Uint8Array>((coded, [, encode]) => encode(coded), bytes);
          const names = chosen.map(([coding]) => coding).join();
          const { body, truncated, error } = await decodeContent(inPieces(sent, size), codings(names), {
            limit: 1e6,
          });
          expect({ truncated, error }).toEqual({ truncated: false, error: null });
          expect(Buffer.compare(body, bytes)).toBe(0);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe.skipIf(!hasZstd)('undoes zstd', () => {
  test.each(Object.keys(zstdFrames) as (keyof typeof zstdFrames)[])('as in the sample "%s"', async (name) => {
    expect(await decode(zstdFrames[name], 'zstd')).toMatchObject({ body: content[name], error: null });
  });

  test('in frames one after the other', async () => {
    const { hello, empty, runs, streamed } = zstdFrames;
    const skippable = Uint8Array.of(0x5a, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 1, 2);
    const sent = Buffer.concat([hello, empty, runs, skippable, streamed]);
    const whole = content.hello + content.runs + content.streamed;
    for (const size of [1, 10, sent.length]) {
      expect(await decode(inPieces(sent, size), 'zstd')).toMatchObject({ body: whole, error: null });
    }
  });

  test('as far as it came', async () => {
    for (const name of Object.keys(zstdFrames) as (keyof typeof zstdFrames)[]) {
      for (let length = 1; length < zstdFrames[name].length; length++) {
        const { body, error } = await decode(zstdFrames[name].subarray(0, length), 'zstd');
        expect(error).toBe('ended-early');
        expect(content[name].startsWith(body)).toBe(true);
      }
    }
    expect(await decode(zstdFrames.streamed.subarray(0, 30), 'zstd')).toMatchObject({
      body: 'hello hello the',
    });
  });

  test('but not what follows it, what is damaged, or what asks for too much memory', async () => {
    const { hello, checked } = zstdFrames;
    const junk = Buffer.concat([hello, Buffer.from('junk')]);
    expect(await decode(junk, 'zstd')).toMatchObject({ body: 'hello hello', error: 'trailing-bytes' });
    expect(await decode(Buffer.from('hello hello'), 'zstd')).toMatchObject({ body: '', error: 'corrupt' });
    const wrong = checked.with(checked.length - 1, 0);
    expect(await decode(wrong, 'zstd')).toMatchObject({ error: 'corrupt' });
    expect(await decode(wideFrame, 'zstd')).toMatchObject({ body: '', error: 'corrupt' });
  });

  test('up to a number of frames', async () => {
    const sent = Buffer.concat(new Array(6000).fill(zstdFrames.hello));
    expect(await decode(sent, 'zstd')).toEqual({
      body: 'hello hello'.repeat(5000),
      truncated: false,
      error: 'too-many-members',
    });
  });
});

test.skipIf(hasZstd)('says that this Node has no zstd, after undoing what was applied later', async () => {
  const { body, error } = await decodeContent(gzipSync(zstdFrames.hello), codings('zstd, gzip'), { limit });
  expect(error).toEqual({
    code: 'unsupported-coding',
    coding: 'zstd',
    message: expect.stringMatching(
      /^Node\.js \d+\.\d+\.\d+ has no decoder for it; use Node\.js 22\.15 or newer$/,
    ),
  });
  expect(text(body)).toBe(text(zstdFrames.hello));
});

describe('what cannot be undone', () => {
  test('is left as it is, up to a coding that is not known', async () => {
    const { body, error } = await decodeContent(gzipSync('hello'), codings('br, Foo, gzip'), { limit });
    expect(text(body)).toBe('hello');
    expect(error).toEqual({
      code: 'unknown-coding',
      coding: 'Foo',
      message: 'not a known content encoding',
    });
  });

  test('is said also when its content is longer than the limit', async () => {
    expect(await decode(Buffer.from('hello'), 'foo', 3)).toEqual({
      body: 'hel',
      truncated: true,
      error: 'unknown-coding',
    });
  });

  test('is left as it is, when there are too many codings', async () => {
    let sent: Uint8Array = Buffer.from('hello');
    for (let times = 0; times < 5; times++) sent = gzipSync(sent);
    expect(await decode(sent, 'gzip,gzip,gzip,gzip,gzip')).toMatchObject({ body: 'hello', error: null });
    expect(await decode(sent, 'gzip,gzip,gzip,gzip,gzip,gzip')).toEqual({
      body: text(sent),
      truncated: false,
      error: 'too-many-codings',
    });
  });

  test.each([
    ['gzip', 'hello'],
    ['gzip', '\x1fhello'],
    ['gzip', '\x1f\x8b\x07\0\0\0\0\0\0\0'],
    ['deflate', 'hello'],
    ['br', '\xff\xff\xff\xff\xff'],
  ])('as %s is damaged: %j', async (coding, sent) => {
    expect(await decode(Buffer.from(sent, 'latin1'), coding)).toEqual({
      body: '',
      truncated: false,
      error: 'corrupt',
    });
  });

  test('for the checksum is decoded all the same', async () => {
    for (const [coding, sent] of [
      ['gzip', gzipSync('hello')],
      ['deflate', deflateSync('hello')],
    ] as const) {
      const wrong = Buffer.from(sent);
      wrong[sent.length - (coding === 'gzip' ? 8 : 1)]! ^= 1;
      const { body, error } = await decode(wrong, coding);
      expect(error).toBe('corrupt');
      if (coding === 'gzip') expect(body).toBe('hello');
    }
    const wrongLength = Buffer.from(gzipSync('hello'));
    wrongLength[wrongLength.length - 1]! ^= 1;
    expect(await decode(wrongLength, 'gzip')).toMatchObject({ body: 'hello', error: 'corrupt' });
  });

  test.each([500, 20_000])(
    'for damage in its middle is decoded up to there, or nearly: %i numbers',
    async (count) => {
      const whole = Array.from({ length: count }, (_, index) => `${index * 7919}`).join();
      for (const [coding, encode] of Object.values(encoders)) {
        const sent = Buffer.from(encode(Buffer.from(whole)));
        const middle = Math.floor(sent.length / 2);
        sent.fill(0xff, middle, middle + 100);
        const { body } = await decode(sent, coding);
        const reached = Math.floor(whole.length * (coding === 'br' ? 0.05 : 0.3));
        expect(body.slice(0, reached)).toBe(whole.slice(0, reached));
      }
    },
  );

  test('because bytes follow is decoded whole', async () => {
    for (const [coding, encode] of Object.values(encoders)) {
      for (const junk of ['j', '\0\0\0', 'much '.repeat(10_000)]) {
        const sent = Buffer.concat([encode(Buffer.from('hello')), Buffer.from(junk)]);
        expect(await decode(sent, coding)).toEqual({
          body: 'hello',
          truncated: false,
          error: 'trailing-bytes',
        });
        expect(await decode(inPieces(sent, 1), coding)).toMatchObject({
          body: 'hello',
          error: 'trailing-bytes',
        });
      }
    }
  });

  test('because it was cut is decoded as far as it came', async () => {
    await fc.assert(
      fc.asyncProperty(
        compressible,
        encoding,
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        async (bytes, [coding, encode], where) => {
          const sent = encode(bytes);
          const length = Math.max(1, Math.floor(sent.length * where));
          fc.pre(length < sent.length);
          const { body, truncated, error } = await decodeContent(sent.subarray(0, length), codings(coding), {
            limit,
          });
          expect(truncated).toBe(false);
          expect(error?.code).toBe('ended-early');
          expect(Buffer.compare(body, bytes.subarray(0, body.length))).toBe(0);
        },
      ),
      { numRuns: 200 },
    );
    const half = gzipSync(Buffer.from(Array.from({ length: 9999 }, (_, index) => index).join())).subarray(
      0,
      10_000,
    );
    expect((await decode(half, 'gzip')).body.length).toBeGreaterThan(10_000);
  });

  test('in an outer coding is the cause of what is missing in an inner one', async () => {
    const outer = gzipSync(brotliCompressSync(Buffer.from('hello '.repeat(10))));
    const { error } = await decodeContent(outer.subarray(0, 20), codings('br, gzip'), { limit });
    expect(error).toMatchObject({ code: 'ended-early', coding: 'gzip' });
  });

  test('is no exception, whatever it is', async () => {
    const names = fc.array(fc.constantFrom('gzip', 'deflate', 'br', 'zstd', 'foo'), { maxLength: 6 });
    const bytes = fc.oneof(
      fc.uint8Array(),
      fc.tuple(encoding, fc.uint8Array(), fc.nat(), fc.nat(255)).map(([[, encode], sent, at, byte]) => {
        const coded = Uint8Array.from(encode(sent));
        return coded.with(at % coded.length, byte);
      }),
    );
    await fc.assert(
      fc.asyncProperty(bytes, names, async (sent, chosen) => {
        const { body, error } = await decodeContent(sent, codings(chosen.join()), { limit: 5000 });
        expect(body.length).toBeLessThanOrEqual(5000);
        if (chosen.length > 5) expect(error?.code).toBe('too-many-codings');
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the limit', () => {
  test.each(['identity', 'gzip', 'deflate', 'br'])('of %s is exact', async (coding) => {
    const bytes = Buffer.alloc(300_000, 'ab');
    const [, encode] = Object.values(encoders).find(([name]) => name === coding) ?? [
      coding,
      (plain) => plain,
    ];
    for (const most of [0, 1, 16_384, 299_999]) {
      const { body, truncated, error } = await decode(encode(bytes), coding, most);
      expect({ length: body.length, truncated, error }).toEqual({
        length: most,
        truncated: true,
        error: null,
      });
      expect(body).toBe(text(bytes.subarray(0, most)));
    }
    for (const most of [300_000, 300_001]) {
      expect(await decode(encode(bytes), coding, most)).toEqual({
        body: text(bytes),
        truncated: false,
        error: null,
      });
    }
  });

  test('leaves a short body no larger a piece of memory than it needs', async () => {
    const { body } = await decodeContent(gzipSync('hello'), codings('gzip'), { limit: 25_000_000 });
    expect(body.buffer.byteLength).toBeLessThan(100);
  });
});
