import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { mostDeliveries } from '#lib/model/delivery-limits.ts';
import type { EndedAttempt, NewDelivery } from '#lib/store/contracts/deliveries.ts';
import { everyByte, received } from '../../support/received.ts';
import { allOf, type NewDatabase, oneTo, testStore } from './database.ts';

/** A delivery that waits; `facts` overrides what matters to the test. */
export function aDelivery(id: string, facts: Partial<NewDelivery> = {}): NewDelivery {
  const bytes = new Uint8Array();
  return {
    id,
    source: { kind: 'request' },
    replayId: null,
    createdAt: 1000,
    destination: { url: 'https://a.example/hook' },
    options: { host: 'destination', followRedirects: false, verifyCertificate: true, timeoutMs: 60_000 },
    method: 'POST',
    target: '/hook?x=\xe9',
    httpVersion: '1.1',
    isMalformed: false,
    headers: [['X-A', 'caf\xe9']],
    trailers: [],
    owner: 'a process',
    body: withBytes(bytes),
    ...facts,
  };
}

export function withBytes(bytes: Uint8Array) {
  return { size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), bytes };
}

export function anAttempt(number: number, facts: Partial<EndedAttempt> = {}): EndedAttempt {
  return {
    number,
    startedAt: 2000,
    ms: 12.5,
    status: 200,
    isPrivate: false,
    failure: null,
    hops: [],
    response: Buffer.from('a response'),
    ...facts,
  };
}

export function deliveryTests(newDatabase: NewDatabase): void {
  describe('deliveries', () => {
    const { addBin, reopen, store } = testStore(newDatabase);
    let binId: number;
    beforeEach(async () => {
      binId = (await addBin()).id;
    });
    const bodyOf = async (id: string, size: number) =>
      Buffer.concat(await allOf(store.readDeliveryBody(binId, id, 0, size - 1)));
    const idsOf = async () =>
      (await store.listDeliveries(binId, { limit: 2000 })).deliveries.map(({ id }) => id);

    test('a delivery comes back as it was added, with its attempts', async () => {
      const body = withBytes(everyByte);
      expect(await store.addDelivery(binId, aDelivery('dlv_1', { body }))).toBe(true);
      await store.beginAttempt(binId, 'dlv_1', { number: 1, startedAt: 2000, owner: 'a process' });
      expect(await store.delivery(binId, 'dlv_1')).toMatchObject({
        state: 'sending',
        owner: 'a process',
        attempts: [{ number: 1, ms: null }],
      });
      expect(await store.endDelivery(binId, 'dlv_1', 'answered', anAttempt(1))).toBe(true);
      await reopen();
      const { owner: _, body: __, ...facts } = aDelivery('dlv_1');
      const { response, ...attempt } = anAttempt(1);
      expect(await store.delivery(binId, 'dlv_1')).toEqual({
        ...facts,
        owner: null,
        state: 'answered',
        body: { size: 256, sha256: body.sha256, kept: true, truncated: false },
        attempts: [attempt],
      });
      expect((await bodyOf('dlv_1', 256)).equals(Buffer.from(everyByte))).toBe(true);
      expect(Buffer.from((await store.attemptResponse(binId, 'dlv_1', 1))!).equals(response as Buffer)).toBe(
        true,
      );
      expect(await store.attemptResponse(binId, 'dlv_1', 2)).toBe(null);
    });

    test('parts of long bodies can be read', async () => {
      const bytes = Buffer.alloc(3_000_000, 'long ');
      await store.addDelivery(binId, aDelivery('dlv_1', { body: withBytes(bytes) }));
      const part = Buffer.concat(await allOf(store.readDeliveryBody(binId, 'dlv_1', 999_999, 2_500_000)));
      expect(part.equals(bytes.subarray(999_999, 2_500_001))).toBe(true);
    });

    test('the body of a capture is not copied, and a delivery says when it is gone', async () => {
      const seq = (await store.addCapture(binId, received({ body: everyByte })))!;
      const { size, sha256 } = withBytes(everyByte);
      const source = { kind: 'capture', seq, edited: false } as const;
      await store.addDelivery(binId, aDelivery('dlv_1', { source, body: { size, sha256, ofCapture: seq } }));
      expect(await store.delivery(binId, 'dlv_1')).toMatchObject({ body: { size, sha256, kept: true } });
      expect((await bodyOf('dlv_1', size)).equals(Buffer.from(everyByte))).toBe(true);
      await store.removeCapture(binId, seq);
      expect(await store.delivery(binId, 'dlv_1')).toMatchObject({ body: { size, sha256, kept: false } });
      expect((await bodyOf('dlv_1', size)).length).toBe(0);
    });

    test('a delivery says when its body is that of a truncated capture', async () => {
      const facts = { body: everyByte, bodySize: 9000, truncated: true };
      const seq = (await store.addCapture(binId, received(facts)))!;
      const { size, sha256 } = withBytes(everyByte);
      await store.addDelivery(binId, aDelivery('dlv_1', { body: { size, sha256, ofCapture: seq } }));
      await store.addDelivery(binId, aDelivery('dlv_2', { body: withBytes(everyByte) }));
      expect(await store.delivery(binId, 'dlv_1')).toMatchObject({ body: { kept: true, truncated: true } });
      expect(await store.delivery(binId, 'dlv_2')).toMatchObject({ body: { kept: true, truncated: false } });
    });

    test('a delivery of a deleted bin can be read, but is not to be sent', async () => {
      await store.addDelivery(binId, aDelivery('dlv_1', { body: withBytes(everyByte) }));
      expect(await store.deliveryToSend(binId, 'dlv_1')).toEqual(await store.delivery(binId, 'dlv_1'));
      expect(await store.deliveryToSend(binId, 'dlv_none')).toBe(null);
      await store.deleteBin(binId, 5000);
      expect(await store.deliveryToSend(binId, 'dlv_1')).toBe(null);
      expect(await store.delivery(binId, 'dlv_1')).toMatchObject({ id: 'dlv_1' });
      await store.restoreBin(binId);
      expect(await store.deliveryToSend(binId, 'dlv_1')).toMatchObject({ id: 'dlv_1' });
    });

    test('deliveries with the same body have it once, until the last is removed', async () => {
      const body = withBytes(Buffer.from('the same'));
      for (const id of ['dlv_1', 'dlv_2']) await store.addDelivery(binId, aDelivery(id, { body }));
      expect(await store.removeDelivery(binId, 'dlv_1')).toBe(true);
      expect((await bodyOf('dlv_2', 8)).toString()).toBe('the same');
      expect(await store.removeDelivery(binId, 'dlv_2')).toBe(true);
      expect(await store.removeDelivery(binId, 'dlv_2')).toBe(false);
      await store.addDelivery(binId, aDelivery('dlv_3', { body }));
      expect((await bodyOf('dlv_3', 8)).toString()).toBe('the same');
    });

    test('pages have the newest first, of a capture or of a bulk replay', async () => {
      for (const n of oneTo(7)) {
        const source = n % 2 ? ({ kind: 'capture', seq: 5, edited: false } as const) : undefined;
        await store.addDelivery(
          binId,
          aDelivery(`dlv_${n}`, { ...(source && { source }), replayId: n > 4 ? 'rpl_1' : null }),
        );
      }
      const first = await store.listDeliveries(binId, { limit: 3 });
      expect(first).toMatchObject({ total: 7, next: 'dlv_5' });
      const second = await store.listDeliveries(binId, { limit: 10, before: 'dlv_5' });
      expect(second.next).toBe(null);
      expect([...first.deliveries, ...second.deliveries].map(({ id }) => id)).toEqual(
        oneTo(7).map((n) => `dlv_${8 - n}`),
      );
      const ofCapture = await store.listDeliveries(binId, { limit: 10, capture: 5 });
      expect([ofCapture.total, ofCapture.deliveries.map(({ id }) => id)]).toEqual([
        4,
        ['dlv_7', 'dlv_5', 'dlv_3', 'dlv_1'],
      ]);
      expect((await store.listDeliveries(binId, { limit: 10, replay: 'rpl_1' })).total).toBe(3);
      expect((await store.listDeliveries(binId, { limit: 10, before: 'dlv_none' })).deliveries).toEqual([]);
    });

    test('a bin keeps the newest 1,000 that ended, and those under way', async () => {
      await store.addDelivery(binId, aDelivery('dlv_waiting'));
      for (const n of oneTo(mostDeliveries + 5)) {
        await store.addDelivery(binId, aDelivery(`dlv_${n}`));
        await store.endDelivery(binId, `dlv_${n}`, 'stopped', null);
      }
      const ids = await idsOf();
      expect(ids).toHaveLength(mostDeliveries);
      expect([ids[0], ids.at(-2), ids.at(-1)]).toEqual(['dlv_1005', 'dlv_7', 'dlv_waiting']);
    });

    test('a bin keeps 64 MiB of deliveries', async () => {
      for (const n of oneTo(9)) {
        await store.addDelivery(
          binId,
          aDelivery(`dlv_${n}`, { body: withBytes(Buffer.alloc(8 * 2 ** 20, n)) }),
        );
        await store.endDelivery(binId, `dlv_${n}`, 'answered', anAttempt(1));
      }
      expect(await idsOf()).toEqual(['dlv_9', 'dlv_8', 'dlv_7', 'dlv_6', 'dlv_5', 'dlv_4', 'dlv_3']);
    });

    test('deliveries go with their bin, and none can be added to a deleted one', async () => {
      const other = (await addBin('other')).id;
      await store.addDelivery(other, aDelivery('dlv_other', { body: withBytes(everyByte) }));
      await store.addDelivery(binId, aDelivery('dlv_1', { body: withBytes(everyByte) }));
      await store.endDelivery(binId, 'dlv_1', 'answered', anAttempt(1));
      await store.removeBin(binId);
      expect(await store.delivery(binId, 'dlv_1')).toBe(null);
      expect(await store.attemptResponse(binId, 'dlv_1', 1)).toBe(null);
      expect(await store.delivery(other, 'dlv_other')).toMatchObject({ body: { kept: true } });
      await store.deleteBin(other, 5000);
      expect(await store.addDelivery(other, aDelivery('dlv_2'))).toBe(false);
      expect(await store.addDelivery(9999, aDelivery('dlv_3'))).toBe(false);
    });

    test('a delivery of another bin is none of this one', async () => {
      const other = (await addBin('other')).id;
      await store.addDelivery(other, aDelivery('dlv_1', { body: withBytes(everyByte) }));
      expect(await store.delivery(binId, 'dlv_1')).toBe(null);
      expect(await store.removeDelivery(binId, 'dlv_1')).toBe(false);
      expect(await store.endDelivery(binId, 'dlv_1', 'answered', anAttempt(1))).toBe(false);
      expect((await bodyOf('dlv_1', 256)).length).toBe(0);
    });

    test('deliveries of a process without a lease are interrupted, those of others are not', async () => {
      const lease = { name: 'alive', holder: 'alive', now: 1000, until: 9000 };
      await store.takeLease(lease);
      await store.takeLease({ ...lease, name: 'gone', holder: 'gone', until: 2000 });
      for (const owner of ['alive', 'gone', 'unknown']) {
        await store.addDelivery(binId, aDelivery(`dlv_waiting_${owner}`, { owner }));
        await store.addDelivery(binId, aDelivery(`dlv_sending_${owner}`, { owner }));
        await store.beginAttempt(binId, `dlv_sending_${owner}`, { number: 1, startedAt: 1500, owner });
      }
      await store.addDelivery(binId, aDelivery('dlv_ended', { owner: 'gone' }));
      await store.endDelivery(binId, 'dlv_ended', 'answered', anAttempt(1));
      const interrupted = await store.interruptDeliveries(3000);
      expect(interrupted.map(({ delivery }) => delivery.id).sort()).toEqual(
        ['dlv_sending_gone', 'dlv_sending_unknown', 'dlv_waiting_gone', 'dlv_waiting_unknown'].sort(),
      );
      for (const { delivery } of interrupted)
        expect(delivery).toMatchObject({
          state: 'failed',
          owner: null,
          attempts: [{ number: 1, ms: expect.any(Number), failure: { code: 'send-interrupted' } }],
        });
      expect(await store.delivery(binId, 'dlv_sending_alive')).toMatchObject({ state: 'sending' });
      expect(await store.delivery(binId, 'dlv_ended')).toMatchObject({ state: 'answered' });
      expect(await store.interruptDeliveries(3000)).toEqual([]);
    });
  });
}
