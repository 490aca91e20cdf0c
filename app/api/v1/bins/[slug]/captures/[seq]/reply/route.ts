import type { z } from 'zod';
import { replyContent } from '#lib/copy-as/capture-json.ts';
import { fromBytes } from '#lib/http/byte-string.ts';
import { fail } from '#lib/model/errors.ts';
import { type handReplyShape, longestHandReply } from '#lib/model/hand-reply-shape.ts';
import type { Reply } from '#lib/reply/reply.ts';
import { answering, enter, json, longInputOf, refusing } from '../../../../../../answer.ts';
import { type CaptureParams, captureFactsIn } from '../capture-in.ts';

/** What a sender that is held gets at its deadline, for whoever answers it to begin with. */
export const GET = answering<CaptureParams>(async (call) => {
  const { bin, facts } = await captureFactsIn(call, 'answer-held');
  const waiting = call.held.find(bin.id, facts.seq) ?? failToAnswer(facts.seq, facts.answered);
  const { status, headers, body } = waiting.chosen;
  return json({ status, ...replyContent({ headers, body, bodySize: body.length }) });
});

/** Answers a sender that is held. Accepted, since it shows only later whether the sender took it. */
export const POST = answering<CaptureParams>(async (call) => {
  const { asker } = await enter(call, 'answer-held');
  const reply = replyOf(await longInputOf(call, 'handReply', asker, longestHandReply));
  const { bin, facts } = await captureFactsIn(call, 'answer-held');
  if (!call.held.answer(bin.id, facts.seq, reply)) failToAnswer(facts.seq, facts.answered);
  return json({ seq: facts.seq, status: reply.status }, 202);
});

export const { PUT, PATCH, DELETE } = refusing('GET', 'HEAD', 'POST');

function replyOf({ status, headers, body, bodyBase64, fault }: z.infer<typeof handReplyShape>): Reply {
  return {
    status,
    headers: headers.map(([name, value]) => [name, fromBytes(Buffer.from(value))]),
    body: bodyBase64 === undefined ? Buffer.from(body ?? '') : Buffer.from(bodyBase64, 'base64'),
    ...(fault ? { fault } : {}),
  };
}

/** Says why nobody waits: a capture whose answer is recorded had one, and of others this process knows nothing. */
function failToAnswer(seq: number, answered: { status: number; complete: boolean } | null): never {
  if (answered === null)
    fail('not-held-here', `Request ${seq} has no answer yet, and is not held by this process.`);
  fail(
    'not-waiting',
    answered.complete
      ? `Request ${seq} was answered with ${answered.status}.`
      : `The sender of request ${seq} left before it was answered.`,
  );
}
