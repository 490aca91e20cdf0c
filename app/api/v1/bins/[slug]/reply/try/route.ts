import { randomUUID } from 'node:crypto';
import { replyContent } from '#lib/copy-as/capture-json.ts';
import { fail } from '#lib/model/errors.ts';
import { whyChosen } from '#lib/reply/explain.ts';
import { plainSettings } from '#lib/reply/plain.ts';
import { bodyLookedAt, replyTo } from '#lib/reply/reply-to.ts';
import { replyWork } from '#lib/workers/reply-work.ts';
import { answering, enter, json, longInputOf, refusing } from '../../../../../answer.ts';

/**
 * What a stored capture would be answered, by which rule and why, with the settings of the bin or others. Nothing changes by
 * it: a playbook answers as it would answer next, and stays where it is.
 */
export const POST = answering<{ slug: string }>(async (call) => {
  const { bin, asker, captures } = await enter(call, 'see-replies');
  const { capture: seq, settings: written } = await longInputOf(call, 'try', asker);
  const kept = await call.store.reply(bin.id);
  const settings = written
    ? await call.workers.run('readReply', { written, kept, field: 'settings' }, { asker })
    : (kept ?? plainSettings);
  const capture = (await captures.capture(seq)) ?? fail('capture-not-found', `There is no capture ${seq}.`);
  const facts = { ...capture, note: null, pinned: false, answered: null };
  const body = capture.body.subarray(0, bodyLookedAt);

  const subject = { facts, body };
  const rules = await call.workers.run('explainRules', { rules: settings.rules, subject }, { asker });
  const { reply, told } = await replyTo(settings, facts, {
    ...replyWork(call.workers, asker),
    chance: { now: call.now, random: Math.random, uuid: randomUUID },
    body: async () => body,
    count: async (playId, counted) =>
      1 + (await call.store.peekPlay({ binId: bin.id, playId, now: call.now, ...counted })),
  });
  const { status, headers, delayMs = 0, fault = null, hold = null } = reply;
  return json({
    capture: capture.seq,
    chosenBy: told.chosenBy,
    why: whyChosen(told.chosenBy?.by ?? 'default', rules),
    rules,
    reply: {
      status,
      ...replyContent({ headers, body: reply.body, bodySize: reply.body.length }),
      delayMs,
      fault,
      hold,
      step: told.step ?? null,
      error: told.error ?? null,
    },
  });
});

export const { GET, PUT, PATCH, DELETE } = refusing('POST');
