import type { z } from 'zod';
import { fromBytes } from '#lib/http/byte-string.ts';
import { fail } from '#lib/model/errors.ts';
import { type handReplyShape, holdLongerShape, longestHandReply } from '#lib/model/manual-response-shape.ts';
import type { BinResponse } from '#lib/reply/response.ts';
import { replyContent } from '#lib/summary/capture-summary.ts';
import {
  apiHandler,
  authorize,
  inputOf,
  json,
  longInputOf,
  rejectMethods,
} from '../../../../../../handler.ts';
import { type CaptureParams, captureFactsIn } from '../capture-in.ts';

/** The response that a held request gets at its deadline: the starting point for a manual response. */
export const GET = apiHandler<CaptureParams>(async (call) => {
  const { bin, facts } = await captureFactsIn(call, 'answer-held');
  const chosen = (await call.held.chosenFor(bin.id, facts.seq)) ?? failToAnswer(facts.seq, facts.answered);
  const { status, headers, body } = chosen;
  return json({ status, ...replyContent({ headers, body, bodySize: body.length }) });
});

/** Sends a manual response to a held request. 202, since whether the sender receives it shows only later. */
export const POST = apiHandler<CaptureParams>(async (call) => {
  const { asker } = await authorize(call, 'answer-held');
  const reply = replyOf(await longInputOf(call, 'handReply', asker, longestHandReply));
  const { bin, facts } = await captureFactsIn(call, 'answer-held');
  if (!(await call.held.respond(bin.id, facts.seq, reply))) failToAnswer(facts.seq, facts.answered);
  return json({ seq: facts.seq, status: reply.status }, 202);
});

/** Holds a request longer: until `forMs` from now, up to ten minutes in all. */
export const PATCH = apiHandler<CaptureParams>(async (call) => {
  const { bin, facts } = await captureFactsIn(call, 'answer-held');
  const { forMs } = await inputOf(call.request, holdLongerShape);
  const deadline =
    (await call.held.extend(bin.id, facts.seq, forMs)) ?? failToAnswer(facts.seq, facts.answered);
  return json({ seq: facts.seq, deadline: new Date(deadline).toISOString() });
});

export const { PUT, DELETE } = rejectMethods('GET', 'HEAD', 'POST', 'PATCH');

function replyOf({ status, headers, body, bodyBase64, fault }: z.infer<typeof handReplyShape>): BinResponse {
  return {
    status,
    headers: headers.map(([name, value]) => [name, fromBytes(Buffer.from(value))]),
    body: bodyBase64 === undefined ? Buffer.from(body ?? '') : Buffer.from(bodyBase64, 'base64'),
    ...(fault ? { fault } : {}),
  };
}

/** Fails with the reason: `not-waiting` where a response is recorded, else `not-held-here`. */
function failToAnswer(seq: number, answered: { status: number; complete: boolean } | null): never {
  if (answered === null)
    fail(
      'not-held-here',
      `Request ${seq} has no response yet, but no process that can be reached holds its connection.`,
    );
  fail(
    'not-waiting',
    answered.complete
      ? `The sender of request ${seq} got a response with status ${answered.status}.`
      : `The sender of request ${seq} disconnected before it got a response.`,
  );
}
