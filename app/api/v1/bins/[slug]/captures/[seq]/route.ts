import { captureJson, inlineBodyBytes } from '#lib/copy-as/capture-json.ts';
import { fail } from '#lib/model/errors.ts';
import { captureChangeShape, seqShape } from '#lib/model/input.ts';
import { shaped } from '#lib/model/read-json.ts';
import { withHeld } from '../../../../../../with-held.ts';
import { answering, enter, inputOf, json, noContent, refusing } from '../../../../../answer.ts';
import { type CaptureParams, captureFactsIn } from './capture-in.ts';

/** A capture, its body inline when it is short. */
export const GET = answering<CaptureParams>(async (call) => {
  const { bin, captures, facts } = await captureFactsIn(call, 'look');
  const inline = facts.bodyStored <= inlineBodyBytes;
  const whole = inline ? await captures.capture(facts.seq) : null;
  return json(withHeld(bin.id, captureJson(facts, whole?.body ?? null), call));
});

/** Pins or notes a capture. */
export const PATCH = answering<CaptureParams>(async (call) => {
  const { bin, captures } = await enter(call, 'pin');
  const edit = await inputOf(call.request, captureChangeShape);
  if (edit.note !== undefined) await enter(call, 'note');
  const { seq } = (await captureFactsIn(call, 'look')).facts;
  const changed = (await captures.changeCapture(seq, edit)) ?? fail('capture-not-found');
  call.announce.changed(bin.id, { seq, ...edit });
  return json(changed);
});

export const DELETE = answering<CaptureParams>(async (call) => {
  const { bin } = await enter(call, 'delete-captures');
  const seq = shaped(call.params.seq, seqShape);
  if (seq === 'latest') fail('invalid-input', 'Say the number of the capture to delete.');
  if (!(await call.store.removeCapture(bin.id, seq)))
    fail('capture-not-found', `There is no capture ${seq}.`);
  call.announce.removed(bin.id, [seq]);
  return noContent();
});

export const { POST, PUT } = refusing('GET', 'HEAD', 'PATCH', 'DELETE');
