import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { decodeContent } from '#lib/content-encoding/decode-content.ts';
import { contentCodings } from '#lib/http/content-coding.ts';
import { processorClock } from '../support/processor-clock.ts';

const MB = 1_000_000;
const limit = 8 * MB;
const codings = (value: string) => contentCodings([['Content-Encoding', value]]);

/** Ten million zeros, gzipped: a thousand of these one after the other are 10 GB. */
const member = gzipSync(Buffer.alloc(10 * MB));
const tenGigabytes = Buffer.concat(new Array<Buffer>(1000).fill(member));

/** The most memory that was in use at once while working, more than before; looked at every few milliseconds. */
async function memoryOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.memoryUsage.rss();
  let most = before;
  const look = () => {
    most = Math.max(most, process.memoryUsage.rss());
  };
  const timer = setInterval(look, 2);
  await work();
  clearInterval(timer);
  look();
  return most - before;
}

describe('10 GB of zeros', () => {
  test('are read no further than the limit is away', async () => {
    let read = 0;
    let closed = false;
    async function* sent() {
      try {
        for (let at = 0; at < tenGigabytes.length; at += 1000) {
          read += 1000;
          yield tenGigabytes.subarray(at, at + 1000);
        }
      } finally {
        closed = true;
      }
    }
    const { body, truncated, error } = await decodeContent(sent(), codings('gzip'), { limit });
    expect({ length: body.length, truncated, error }).toEqual({
      length: limit,
      truncated: true,
      error: null,
    });
    expect(read).toBeLessThanOrEqual(member.length + 1000);
    await expect.poll(() => closed).toBe(true);
  });

  test.each([
    ['gzipped', tenGigabytes, 'gzip'],
    ['gzipped twice', gzipSync(tenGigabytes), 'gzip, gzip'],
    ['gzipped four times', gzipSync(gzipSync(gzipSync(tenGigabytes))), 'gzip, gzip, gzip, gzip'],
  ])('%s cost no more memory and time than the limit', async (_how, sent, value) => {
    await decodeContent(sent, codings(value), { limit });
    const start = processorClock();
    const memory = await memoryOf(async () => {
      const { body, truncated } = await decodeContent(sent, codings(value), { limit });
      expect({ length: body.length, truncated }).toEqual({ length: limit, truncated: true });
    });
    expect(processorClock() - start).toBeLessThan(10_000);
    expect(memory).toBeLessThan(limit + 40 * MB);
  });

  test('are given up as soon as nobody wants them', async () => {
    const leaving = new AbortController();
    const decoding = decodeContent(tenGigabytes, codings('gzip'), {
      limit: 1000 * MB,
      signal: leaving.signal,
    });
    setTimeout(() => leaving.abort(new Error('left')), 20);
    const start = processorClock();
    await expect(decoding).rejects.toThrow('left');
    expect(processorClock() - start).toBeLessThan(5000);
  });
});

describe('a bomb that decodes to nothing', () => {
  const empty = gzipSync('');
  const empties = Buffer.concat(new Array<Buffer>(1_000_000).fill(empty));
  /** Deflate blocks that hold nothing, none of them the last. */
  const emptyBlocks = Buffer.alloc(20 * MB, Buffer.from([0, 0, 0, 0xff, 0xff]));

  test.each([
    ['a million empty members', empties, 'gzip', 'too-many-members'],
    [
      'a million empty members in gzip in brotli',
      brotli(gzipSync(empties)),
      'gzip, gzip, br',
      'too-many-members',
    ],
    ['4 million empty blocks', emptyBlocks, 'deflate', 'ended-early'],
    [
      'a name of 20 MB',
      Buffer.concat([Buffer.from('1f8b0808000000000000', 'hex'), Buffer.alloc(20 * MB, 'n')]),
      'gzip',
      'ended-early',
    ],
  ])('ends: %s', async (_what, sent, value, code) => {
    const start = processorClock();
    const { body, error } = await decodeContent(sent, codings(value), { limit: 25 * MB });
    expect({ length: body.length, code: error?.code }).toEqual({ length: 0, code });
    expect(processorClock() - start).toBeLessThan(10_000);
  });

  test('is cut between two codings', async () => {
    const sent = gzipSync(gzipSync(emptyBlocks));
    const { body, truncated, error } = await decodeContent(sent, codings('deflate, gzip, gzip'), {
      limit: MB,
    });
    expect({ length: body.length, truncated, error }).toEqual({ length: 0, truncated: true, error: null });
  });
});

describe('reading', () => {
  test('is left alone when it was aborted before', async () => {
    let asked = false;
    async function* sent() {
      asked = true;
      yield member;
    }
    const signal = AbortSignal.abort(new Error('left'));
    await expect(decodeContent(sent(), codings('gzip'), { limit, signal })).rejects.toThrow('left');
    expect(asked).toBe(false);
  });

  test('is not waited for when aborted, even if no answer ever comes', async () => {
    const silent: AsyncIterable<Uint8Array> = {
      [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => {}) }),
    };
    const signal = AbortSignal.timeout(10);
    await expect(decodeContent(silent, codings('gzip'), { limit, signal })).rejects.toThrow(/timeout/);
  });

  test('is ended when aborted', async () => {
    let closed = false;
    async function* sent() {
      try {
        for (;;) yield member;
      } finally {
        closed = true;
      }
    }
    const signal = AbortSignal.timeout(10);
    await expect(decodeContent(sent(), codings('gzip'), { limit: 1000 * MB, signal })).rejects.toThrow(
      /timeout/,
    );
    await expect.poll(() => closed).toBe(true);
  });

  test('fails as it fails', async () => {
    async function* broken() {
      yield member.subarray(0, 100);
      throw new Error('disk');
    }
    await expect(decodeContent(broken(), codings('gzip'), { limit })).rejects.toThrow('disk');
  });

  test('leaves nothing listening on the signal', async () => {
    const { signal } = new AbortController();
    let listening = 0;
    const add = signal.addEventListener.bind(signal);
    signal.addEventListener = (...args: Parameters<typeof add>) => {
      const options = args[2] as AddEventListenerOptions;
      listening++;
      options.signal?.addEventListener('abort', () => listening--);
      add(...args);
    };
    await decodeContent(gzipSync('hello'), codings('gzip'), { limit, signal });
    expect(listening).toBe(0);
  });
});

function brotli(bytes: Uint8Array): Uint8Array {
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } });
}
