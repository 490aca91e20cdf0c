import { describe, expect, test } from 'vitest';
import { callsOfCaller } from '#lib/store/contracts/idempotency.ts';
import { type NewDatabase, testStore } from './database.ts';

export function idempotencyTests(newDatabase: NewDatabase): void {
  describe('calls with an idempotency key', () => {
    const { reopen, store } = testStore(newDatabase);
    const bytes = (text: string) => new TextEncoder().encode(text);
    const begin = (name: string, { now = 1000, caller = 'ada', asks = 'a' } = {}) =>
      store.beginCall({
        name: bytes(name),
        caller: bytes(caller),
        fingerprint: bytes(asks),
        now,
        heldUntil: now + 100,
      });
    const known = (response: string | null, asks = 'a') => ({
      fingerprint: Buffer.from(asks),
      response: response === null ? null : Buffer.from(response),
    });
    const seen = async (...call: Parameters<typeof begin>) => {
      const found = await begin(...call);
      return (
        found && {
          fingerprint: Buffer.from(found.fingerprint),
          response: found.response && Buffer.from(found.response),
        }
      );
    };

    test('a call begins once, and its response is kept until it is removed', async () => {
      expect(await seen('one')).toBeNull();
      expect(await seen('one', { asks: 'b' })).toEqual(known(null));
      await store.finishCall(bytes('one'), bytes('done'));
      await reopen();
      expect(await seen('one', { now: 5000 })).toEqual(known('done'));
      await store.removeCalls(1000);
      expect(await seen('one')).toEqual(known('done'));
      await store.removeCalls(1001);
      expect(await seen('one')).toBeNull();
    });

    test('a call that failed, or whose process has ended, begins again', async () => {
      expect(await seen('two')).toBeNull();
      await store.forgetCall(bytes('two'));
      expect(await seen('two')).toBeNull();
      expect(await seen('two', { now: 1099 })).toEqual(known(null));
      expect(await seen('two', { now: 1100 })).toBeNull();
    });

    test('many beginnings at the same time are one', async () => {
      const all = await Promise.all(Array.from({ length: 10 }, () => seen('three')));
      expect(all.filter((one) => one === null)).toHaveLength(1);
    });

    test('of a caller with too many bytes, the oldest are removed', async () => {
      const half = new Uint8Array(callsOfCaller.bytes / 2);
      for (const [index, name] of ['four', 'five'].entries()) {
        expect(await seen(name, { now: 2000 + index, caller: 'eve' })).toBeNull();
        await store.finishCall(bytes(name), half);
      }
      expect(await seen('six', { now: 2002, caller: 'eve' })).toBeNull();
      expect((await seen('five', { caller: 'eve' }))?.response).toHaveLength(half.length);
      expect(await seen('four', { caller: 'eve' })).toBeNull();
    });
  });
}
