import { curl } from '#lib/copy-as/curl.ts';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import type { BodyCache } from '../body/body-cache.ts';
import { copySourceOf } from './copy-source.ts';

/**
 * The capture as a curl command that sends it to this bin again: made here and now when the body is at hand, so that
 * copying is immediate, else once the body has come.
 */
export function curlOf(
  capture: CaptureJson,
  bodies: BodyCache,
  captureUrl: string,
): string | Promise<string> {
  const { origin } = new URL(captureUrl);
  const copy = (body: Uint8Array) => curl.copy(copySourceOf(capture, body), { origin });
  const here = bodies.peekSent(capture);
  return here ? copy(here) : bodies.load(capture, () => {}).then(copy);
}
