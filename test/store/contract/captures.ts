import { createHash, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Header } from '#lib/model/capture.ts';
import { everyByte, received } from '../../support/received.ts';
import { anyReceived } from './any-received.ts';
import { type NewDatabase, oneTo, runs, testStore } from './database.ts';

export function captureTests(newDatabase: NewDatabase): void {
  describe('captures', () => {
    const { addBin, reopen, store } = testStore(newDatabase);

    test('a capture comes back as it was received, whole', async () => {
      const { id } = await addBin();
      const sent = received({
        method: 'M-SEARCH',
        target: '/b/x7k2//a/../%2F?x=1&x=2',
        httpVersion: '1.0',
        headers: [
          ['Host', 'a'],
          ['X-A', '1'],
          ['x-a', ''],
          ['X-A', '1'],
        ],
        trailers: [
          ['X-Sum', '7'],
          ['x-sum', '8'],
        ],
        body: new TextEncoder().encode('{"id":12345678901234567890}'),
        bodySize: 9000,
        truncated: true,
        aborted: true,
        receivedAt: 1_795_000_000_123_457,
        uploadMicros: 299_999_999,
        peer: { address: 'fe80::1', port: 65535 },
        scheme: 'https',
        via: 'fetch',
      });
      const stored = await store.addCapture(id, sent);
      const sha256 = createHash('sha256').update(sent.body).digest('hex');
      expect(stored).toBe(1);
      await reopen();
      const { body, ...facts } = (await store.capture(id, 1))!;
      const { body: sentBody, longBodyId: _, ...sentFacts } = sent;
      expect(facts).toEqual({ ...sentFacts, seq: 1, sha256, note: null, pinned: false, answered: null });
      expect(Buffer.compare(body, sentBody)).toBe(0);
    });

    test.for([
      ['nothing', new Uint8Array()],
      ['all 256 byte values', everyByte],
      ['a NUL', Uint8Array.of(0)],
      ['bytes that are not UTF-8', Uint8Array.of(0xc3, 0x28, 0xff, 0xfe, 0xed, 0xa0, 0x80)],
      ['3 MB of noise', new Uint8Array(randomBytes(3_000_000))],
    ] as const)('a body of %s is kept byte for byte', async ([, body]) => {
      const { id } = await addBin();
      await store.addCapture(id, received({ body }));
      await reopen();
      const found = await store.capture(id, 1);
      expect(found!.body.length).toBe(body.length);
      expect(Buffer.compare(found!.body, body)).toBe(0);
      expect(found!.sha256).toBe(createHash('sha256').update(body).digest('hex'));
    });

    test('a body that is a view into a larger buffer is kept as the view', async () => {
      const { id } = await addBin();
      await store.addCapture(id, received({ body: new Uint8Array(everyByte).subarray(10, 13) }));
      expect([...(await store.capture(id, 1))!.body]).toEqual([10, 11, 12]);
    });

    test('a body of which more was sent than is kept says both sizes, also above 2 and 4 GiB', async () => {
      const { id } = await addBin();
      for (const bodySize of [2 ** 31, 2 ** 32 + 1]) {
        const stored = await store.addCapture(
          id,
          received({ body: Uint8Array.of(1), bodySize, truncated: true }),
        );
        expect(await store.capture(id, stored!)).toMatchObject({ bodySize, truncated: true });
      }
      const { captures } = await store.list(id, { limit: 10 });
      expect(captures.map(({ body }) => body.size)).toEqual([2 ** 32 + 1, 2 ** 31]);
      expect(captures.map(({ body }) => body.stored)).toEqual([1, 1]);
    });

    test('header fields keep every byte HTTP allows, their order, case and duplicates', async () => {
      const { id } = await addBin();
      const bytes = [...everyByte]
        .filter((byte) => byte === 9 || byte >= 32)
        .map((byte) => String.fromCharCode(byte));
      const headers: Header[] = [
        ['X-Bytes', bytes.join('')],
        ['x-bytes', ''],
        ['X-BYTES', '"\\'],
        ['__proto__', 'constructor'],
        ['X-Bytes', bytes.reverse().join('')],
      ];
      await store.addCapture(id, received({ headers }));
      await reopen();
      expect((await store.capture(id, 1))!.headers).toEqual(headers);
    });

    test('1,500 header fields and targets of 60 KiB with bytes outside ASCII are kept', async () => {
      const { id } = await addBin();
      const headers = oneTo(1500).map((n): Header => [`X-${n}`, `\xff${n}`]);
      const target = `/b/x7k2/${'\xe9%2F/../'.repeat(9000)}`;
      await store.addCapture(id, received({ headers, target }));
      expect(await store.capture(id, 1)).toMatchObject({ headers, target });
    });

    test('any request a door may hand over comes back equal', async () => {
      const { id } = await addBin();
      await fc.assert(
        fc.asyncProperty(anyReceived, async (sent) => {
          const seq = (await store.addCapture(id, sent))!;
          const { body, ...facts } = (await store.capture(id, seq))!;
          const { body: sentBody, longBodyId: _, ...sentFacts } = sent;
          expect(facts).toMatchObject(sentFacts);
          expect(Buffer.compare(body, sentBody)).toBe(0);
        }),
        { numRuns: runs(300) },
      );
    });
  });
}
