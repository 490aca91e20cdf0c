import type { CaptureJson } from '#lib/model/capture-json.ts';
import { fail } from '#lib/model/errors.ts';
import { checkFields, onlyFields } from '#lib/model/fields.ts';
import { captureChangeShape, captureFieldsShape, captureParamsShape } from '#lib/model/input.ts';
import { shaped } from '#lib/model/read-json.ts';
import { capture } from '#lib/openapi/responses/captures.ts';
import { captureJson, inlineBodyBytes } from '#lib/summary/capture-summary.ts';
import { withHeld } from '#lib/summary/with-held.ts';
import {
  apiHandler,
  authorize,
  type Call,
  inputOf,
  json,
  noContent,
  queryOf,
  rejectMethods,
} from '../../../../../handler.ts';
import { checkMatch, taggedJson } from '../../../../../tagged.ts';
import { type CaptureParams, captureFactsIn } from './capture-in.ts';

/** A capture, its body inline when it is short. */
export const GET = apiHandler<CaptureParams>(async (call) => {
  shaped(call.params, captureParamsShape);
  const { fields } = queryOf(call.request, captureFieldsShape);
  checkFields(fields, capture);
  return taggedJson(call.request, onlyFields(await shownCapture(call), fields));
});

async function shownCapture(call: Call<CaptureParams>): Promise<CaptureJson> {
  const { bin, captures, facts } = await captureFactsIn(call, 'look');
  const inline = facts.bodyStored <= inlineBodyBytes;
  const whole = inline ? await captures.capture(facts.seq) : null;
  return withHeld(bin.id, captureJson(facts, whole?.body ?? null), call);
}

/** Pins or notes a capture. */
export const PATCH = apiHandler<CaptureParams>(async (call) => {
  const { bin, captures } = await authorize(call, 'pin');
  const edit = await inputOf(call.request, captureChangeShape);
  if (edit.note !== undefined) await authorize(call, 'note');
  const { seq } = (await captureFactsIn(call, 'look')).facts;
  const before = call.request.headers.has('if-match') ? await shownCapture(call) : undefined;
  if (before) checkMatch(call.request, before);
  const changed = (await captures.changeCapture(seq, edit, before)) ?? fail('capture-not-found');
  call.announce.changed(bin.id, { seq, ...edit });
  return json(changed);
});

export const DELETE = apiHandler<CaptureParams>(async (call) => {
  const { bin } = await authorize(call, 'delete-captures');
  const { seq } = shaped(call.params, captureParamsShape);
  if (seq === 'latest') fail('invalid-input', 'seq: must be the number of the capture to delete, not latest');
  if (!(await call.store.removeCapture(bin.id, seq)))
    fail('capture-not-found', `The bin has no capture ${seq}.`);
  call.announce.removed(bin.id, [seq]);
  return noContent();
});

export const { POST, PUT } = rejectMethods('GET', 'HEAD', 'PATCH', 'DELETE');
