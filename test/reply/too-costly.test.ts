import { expect, test } from 'vitest';
import { replySettingsShape } from '#lib/model/reply-settings-shape.ts';
import { withSecrets } from '#lib/reply/handshake-secrets.ts';
import { respondTo } from '#lib/reply/respond-to.ts';
import { replyWork } from '#lib/workers/reply-work.ts';
import { WorkerPool } from '#lib/workers/worker-pool.ts';
import { received } from '../support/received.ts';
import { root } from '../support/root.ts';

const world = {
  chance: { now: 0, random: () => 0, uuid: () => '' },
  count: async () => 1,
  body: async () => new TextEncoder().encode('a'.repeat(2 ** 20)),
};

test('rules and templates that take too long are told to the sender and noted with the response', async () => {
  const pool = new WorkerPool({
    file: `${root}/dist/worker.mjs`,
    threads: 1,
    milliseconds: 1,
    longestQueue: 10,
    rest: 0,
  });
  const work = replyWork({ runForReply: pool.run }, { name: 'bin 1' });
  const replied = async (written: unknown) => {
    const settings = withSecrets(replySettingsShape.parse(written), null);
    const facts = { ...received({}), seq: 1, note: null, pinned: false, answered: null };
    const { response, facts: chosen } = await respondTo(settings, facts, { ...world, ...work });
    return { status: response.status, text: new TextDecoder().decode(response.body), error: chosen.error };
  };
  const rules = Array.from({ length: 100 }, () => ({ when: 'body:"/(a.*){20}b$/"', answer: {} }));
  expect(await replied({ rules })).toEqual({
    status: 500,
    text: 'The response could not be created. The rules could not be evaluated. It took longer than 0.001 seconds.\n',
    error: 'The rules could not be evaluated. It took longer than 0.001 seconds.',
  });
  const template = '{% for i in (1..1000000) %}{{ i }}{% endfor %}';
  expect(await replied({ default: { template: true, body: template } })).toMatchObject({
    status: 500,
    error: 'It took longer than 0.001 seconds.',
  });
  await pool.close();
});
