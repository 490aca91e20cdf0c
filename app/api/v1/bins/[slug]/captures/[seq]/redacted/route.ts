import { captureRecord } from '#lib/copy-as/capture-json.ts';
import { fail } from '#lib/model/errors.ts';
import { redactionShape } from '#lib/model/redaction.ts';
import { answering, inputOf, json, refusing } from '../../../../../../answer.ts';
import { type CaptureParams, captureFactsIn } from '../capture-in.ts';

/** A capture as a link with this redaction would show it: what whoever makes one looks at first. */
export const POST = answering<CaptureParams>(async (call) => {
  const { captures, facts } = await captureFactsIn(call, 'make-links');
  const redaction = await inputOf(call.request, redactionShape);
  const shown = await captures.redacted(redaction).capture(facts.seq);
  return json(captureRecord(shown ?? fail('capture-not-found')));
});

export const { GET, PUT, PATCH, DELETE } = refusing('POST');
