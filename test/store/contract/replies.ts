import { beforeEach, describe, expect, test } from 'vitest';
import { secretCipher } from '#lib/access/secrets/secret-cipher.ts';
import type { ReplySettings } from '#lib/model/reply-settings.ts';
import { defaultSettings, plainResponse } from '#lib/reply/default-settings.ts';
import { withoutSecrets, withSecrets } from '#lib/reply/handshake-secrets.ts';
import type { PlaybookCounter } from '#lib/store/contracts/replies.ts';
import { ascending, type NewDatabase, oneTo, testStore } from './database.ts';

export function replyTests(newDatabase: NewDatabase): void {
  describe('playbooks', () => {
    const { addBin, open, reopen, store } = testStore(newDatabase);
    let binId: number;
    beforeEach(async () => {
      binId = (await addBin()).id;
    });

    const turn = (more: Partial<PlaybookCounter> = {}): PlaybookCounter => ({
      binId,
      playId: 'default',
      subject: '',
      window: 0,
      now: 1000,
      ...more,
    });
    const sorted = (numbers: number[]) => [...numbers].sort(ascending);
    const settings = (answer: ReplySettings['default']): ReplySettings => ({
      ...defaultSettings,
      default: answer,
    });

    test('each number is told once, however many ask together, and goes on after reopening', async () => {
      const counts = await Promise.all(oneTo(200).map(() => store.advancePlaybook(turn())));
      expect(sorted(counts)).toEqual(oneTo(200));
      await reopen();
      expect(await store.readPlaybook(turn())).toBe(200);
      expect(await store.advancePlaybook(turn())).toBe(201);
    });

    test('two that have the same database open count together, and each number is told once', async () => {
      const other = await open();
      try {
        const counts = await Promise.all(
          oneTo(100).map((n) => (n % 2 ? store : other).advancePlaybook(turn())),
        );
        expect(sorted(counts)).toEqual(oneTo(100));
        expect([await store.readPlaybook(turn()), await other.readPlaybook(turn())]).toEqual([100, 100]);
      } finally {
        await other.close();
      }
    });

    test('bins, rules and deliveries are counted for themselves', async () => {
      const turns = [
        turn(),
        turn({ subject: 'id d1' }),
        turn({ subject: 'id d2' }),
        turn({ playId: 'rule-1' }),
        turn({ binId: (await addBin('other')).id }),
      ];
      for (const count of [1, 2]) {
        for (const one of turns) expect(await store.advancePlaybook(one)).toBe(count);
      }
    });

    test('a window that is over begins anew; who comes late from it counts in the new one', async () => {
      const at = (window: number) => store.advancePlaybook(turn({ window }));
      expect([await at(10), await at(10), await at(11), await at(10), await at(11)]).toEqual([1, 2, 1, 2, 3]);
      expect(await store.readPlaybook(turn({ window: 11 }))).toBe(3);
      expect(await store.readPlaybook(turn({ window: 12 }))).toBe(0);
    });

    test('looking counts nothing, and what was never counted is 0', async () => {
      expect([await store.readPlaybook(turn()), await store.readPlaybook(turn())]).toEqual([0, 0]);
      expect(await store.advancePlaybook(turn())).toBe(1);
    });

    test('a playbook that is changed begins anew, one that is only written again goes on', async () => {
      const sequence = { play: 'sequence', per: 'bin', steps: [plainResponse], end: 'stay' } as const;
      await store.writeReplySettings(binId, settings(sequence));
      await store.advancePlaybook(turn());
      await store.writeReplySettings(binId, settings({ ...sequence }));
      expect(await store.readPlaybook(turn())).toBe(1);
      await store.writeReplySettings(binId, settings({ ...sequence, end: 'loop' }));
      expect(await store.readPlaybook(turn())).toBe(0);
    });

    test('all playbooks of a bin begin anew when somebody says so, those of others do not', async () => {
      const others = turn({ binId: (await addBin('other')).id });
      for (const one of [turn(), turn({ playId: 'rule-1', subject: 'id d1' }), others])
        await store.advancePlaybook(one);
      await store.resetPlaybooks(binId);
      expect(await store.readPlaybook(turn())).toBe(0);
      expect(await store.advancePlaybook(turn({ playId: 'rule-1', subject: 'id d1' }))).toBe(1);
      expect(await store.readPlaybook(others)).toBe(1);
    });

    test('deliveries nobody sends again are forgotten after a week', async () => {
      const week = 7 * 24 * 60 * 60 * 1000;
      await store.advancePlaybook(turn({ subject: 'id old', now: 1000 }));
      await store.advancePlaybook(turn({ subject: 'id new', now: 2000 }));
      await store.removeStale(week + 1500);
      expect(await store.readPlaybook(turn({ subject: 'id old' }))).toBe(0);
      expect(await store.readPlaybook(turn({ subject: 'id new' }))).toBe(1);
    });
  });

  describe('secrets for URL verification', () => {
    const { addBin, reopen, store } = testStore(newDatabase);
    const first = 'first key, of at least 32 characters';
    const second = 'second key, of at least 32 characters';
    const withSecret = (secret: string): ReplySettings => ({
      ...defaultSettings,
      handshakes: { slack: { enabled: true, secret: null }, zoom: { enabled: true, secret } },
    });
    const secretOf = async (binId: number) => (await store.readReplySettings(binId))?.handshakes.zoom;

    test('are encrypted by a server with a key, and those that were not are when it starts', async () => {
      const { id, slug } = await addBin();
      await store.writeReplySettings(id, withSecret('s3cret'));
      expect(await store.renewHandshakeSecrets()).toEqual({ renewed: 0, unreadable: 0 });
      await reopen({ cipher: secretCipher({ current: first }) });
      expect(await secretOf(id)).toEqual({ enabled: true, secret: 's3cret' });
      expect(await store.renewHandshakeSecrets()).toEqual({ renewed: 1, unreadable: 0 });
      expect(await store.renewHandshakeSecrets()).toEqual({ renewed: 0, unreadable: 0 });
      expect((await store.findBin(slug))?.reply).toEqual(withSecret('s3cret'));
      await reopen();
      expect(await secretOf(id)).toEqual({ enabled: true, secret: null, encrypted: expect.any(String) });
      await reopen({ cipher: secretCipher({ current: second }) });
      expect(await secretOf(id)).toMatchObject({ secret: null });
      expect(await store.renewHandshakeSecrets()).toEqual({ renewed: 0, unreadable: 1 });
    });

    test('get the new key from the previous one, after which it is not needed', async () => {
      await reopen({ cipher: secretCipher({ current: first }) });
      // More than are renewed at a time.
      const bins = await Promise.all(
        oneTo(203).map((bin) => addBin(`bin${bin}`, { reply: withSecret(`secret ${bin}`) } as object)),
      );
      await reopen({ cipher: secretCipher({ current: second, previous: first }) });
      expect(await store.renewHandshakeSecrets()).toEqual({ renewed: 203, unreadable: 0 });
      await reopen({ cipher: secretCipher({ current: second }) });
      for (const [index, { id }] of bins.entries())
        expect(await secretOf(id)).toEqual({ enabled: true, secret: `secret ${index + 1}` });
    });

    test('that cannot be decrypted are kept when the settings are written, and can be replaced', async () => {
      const { id } = await addBin();
      await reopen({ cipher: secretCipher({ current: first }) });
      await store.writeReplySettings(id, withSecret('s3cret'));
      await reopen({ cipher: secretCipher({ current: second }) });
      const kept = await store.readReplySettings(id);
      await store.writeReplySettings(id, withSecrets({ ...withoutSecrets(kept!), cors: false }, kept));
      await reopen({ cipher: secretCipher({ current: first }) });
      expect(await store.readReplySettings(id)).toEqual({ ...withSecret('s3cret'), cors: false });
      await reopen({ cipher: secretCipher({ current: second }) });
      await store.writeReplySettings(id, withSecret('another'));
      expect(await secretOf(id)).toEqual({ enabled: true, secret: 'another' });
    });

    test('are encrypted for one bin: copied to the settings of another, they cannot be decrypted', async () => {
      const [one, other] = [await addBin('one'), await addBin('other')];
      await reopen({ cipher: secretCipher({ current: first }) });
      await store.writeReplySettings(one.id, withSecret('s3cret'));
      await reopen();
      await store.writeReplySettings(other.id, await store.readReplySettings(one.id));
      await reopen({ cipher: secretCipher({ current: first }) });
      expect(await secretOf(one.id)).toMatchObject({ secret: 's3cret' });
      expect(await secretOf(other.id)).toMatchObject({ secret: null, encrypted: expect.any(String) });
    });

    test('go with a clone, which is encrypted for itself', async () => {
      await reopen({ cipher: secretCipher({ current: first }) });
      const { id } = await addBin();
      await store.writeReplySettings(id, withSecret('s3cret'));
      const clone = await addBin('clone', { cloneOf: id } as object);
      expect(await secretOf(clone.id)).toEqual({ enabled: true, secret: 's3cret' });
    });
  });
}
