import type { Action } from '#lib/access/permissions.ts';
import type { CaptureView } from '#lib/access/views/capture-view.ts';
import type { Asker } from '#lib/model/asker.ts';
import type { Bin } from '#lib/model/bin.ts';
import type { Capture, CaptureFacts } from '#lib/model/capture.ts';
import { fail } from '#lib/model/errors.ts';
import { captureParamsShape } from '#lib/model/input.ts';
import { shaped } from '#lib/model/read-json.ts';
import { authorize, type Call } from '../../../../../handler.ts';

export type CaptureParams = { slug: string; seq: string };

/** The capture named in the URL with its body, if the key permits `action`. */
export async function captureIn(
  call: Call<CaptureParams>,
  action: Action,
): Promise<{ capture: Capture; asker: Asker }> {
  const { captures, asker } = await authorize(call, action);
  const { seq } = shaped(call.params, captureParamsShape);
  return { capture: (await captures.capture(seq)) ?? failMissing(seq), asker };
}

/** The same without its body, which may be long. */
export async function captureFactsIn(
  call: Call<CaptureParams>,
  action: Action,
): Promise<{ bin: Bin; captures: CaptureView; facts: CaptureFacts }> {
  const { bin, captures } = await authorize(call, action);
  const { seq } = shaped(call.params, captureParamsShape);
  return { bin, captures, facts: (await captures.captureFacts(seq)) ?? failMissing(seq) };
}

function failMissing(seq: number | 'latest'): never {
  return fail('capture-not-found', seq === 'latest' ? 'The bin is empty.' : `The bin has no capture ${seq}.`);
}
