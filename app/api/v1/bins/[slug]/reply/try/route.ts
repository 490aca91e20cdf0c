import { randomUUID } from 'node:crypto';
import { fail } from '#lib/model/errors.ts';
import { defaultSettings } from '#lib/reply/default-settings.ts';
import { explainChoice } from '#lib/reply/explain-rules.ts';
import { bodyLookedAt, respondTo } from '#lib/reply/respond-to.ts';
import { replyContent } from '#lib/summary/capture-summary.ts';
import { replyWork } from '#lib/workers/reply-work.ts';
import { apiHandler, authorize, json, longInputOf, rejectMethods } from '../../../../../handler.ts';

/**
 * What a stored capture would be answered, by which rule and why, with the settings of the bin or others. Nothing changes by
 * it: a playbook answers as it would answer next, and stays where it is.
 */
export const POST = apiHandler<{ slug: string }>(async (call) => {
  const { bin, asker, captures } = await authorize(call, 'see-replies');
  const { capture: seq, settings: written } = await longInputOf(call, 'try', asker);
  const kept = await call.store.readReplySettings(bin.id);
  const settings = written
    ? await call.workers.run('readReply', { written, kept, field: 'settings' }, { asker })
    : (kept ?? defaultSettings);
  const capture = (await captures.capture(seq)) ?? fail('capture-not-found', `There is no capture ${seq}.`);
  const facts = { ...capture, note: null, pinned: false, answered: null };
  const body = capture.body.subarray(0, bodyLookedAt);

  const subject = { facts, body };
  const rules = await call.workers.run('explainRules', { rules: settings.rules, subject }, { asker });
  const { response, facts: chosen } = await respondTo(settings, facts, {
    ...replyWork(call.workers, asker),
    chance: { now: call.now, random: Math.random, uuid: randomUUID },
    body: async () => body,
    count: async (playId, counted) =>
      1 + (await call.store.readPlaybook({ binId: bin.id, playId, now: call.now, ...counted })),
  });
  const { status, headers, delayMs = 0, fault = null, hold = null } = response;
  return json({
    capture: capture.seq,
    chosenBy: chosen.chosenBy,
    why: explainChoice(chosen.chosenBy?.by ?? 'default', rules),
    rules,
    reply: {
      status,
      ...replyContent({ headers, body: response.body, bodySize: response.body.length }),
      delayMs,
      fault,
      hold,
      step: chosen.step ?? null,
      error: chosen.error ?? null,
    },
  });
});

export const { GET, PUT, PATCH, DELETE } = rejectMethods('POST');
