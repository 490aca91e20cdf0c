import { fail } from '#lib/model/errors.ts';
import { redactionShape } from '#lib/model/masking.ts';
import { captureRecord } from '#lib/summary/capture-summary.ts';
import { apiHandler, inputOf, json, rejectMethods } from '../../../../../../handler.ts';
import { type CaptureParams, captureFactsIn } from '../capture-in.ts';

/** A capture as a link with this redaction would show it: what whoever makes one looks at first. */
export const POST = apiHandler<CaptureParams>(async (call) => {
  const { captures, facts } = await captureFactsIn(call, 'make-links');
  const redaction = await inputOf(call.request, redactionShape);
  const shown = await captures.masked(redaction).capture(facts.seq);
  return json(captureRecord(shown ?? fail('capture-not-found')));
});

export const { GET, PUT, PATCH, DELETE } = rejectMethods('POST');
