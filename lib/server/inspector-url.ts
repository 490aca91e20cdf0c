import { openByKey } from '#lib/access/open-bin.ts';
import { captureUrlOf } from '#lib/http/origin.ts';
import { Failure, failureCode, problemOf } from '#lib/model/errors.ts';
import type { CaptureContext } from '#lib/wire/capture.ts';
import type { IncomingRequest } from '#lib/wire/incoming/incoming-request.ts';

/**
 * Rejects a request that was sent to the URL of an inspector page, pasted by mistake instead of a capture URL, and names
 * the URL to use. The sender may show the response to anyone, so it does not repeat the key.
 */
export async function rejectInspectorUrl(
  incoming: IncomingRequest,
  key: string,
  { store }: Pick<CaptureContext, 'store'>,
  binDomain: string | undefined,
): Promise<void> {
  const problem = problemOf(new Failure('inspector-url'), incoming.origin);
  try {
    const { bin } = await openByKey(store, key, Date.now());
    const captureUrl = captureUrlOf(incoming.origin, bin.slug, binDomain);
    await incoming.reject({ ...problem, detail: `The capture URL of this bin is ${captureUrl}`, captureUrl });
  } catch (error) {
    if (failureCode(error) === null) throw error;
    await incoming.reject({ ...problem, detail: `A capture URL looks like ${incoming.origin}/b/{slug}` });
  }
}
