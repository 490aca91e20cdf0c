import { curl } from '#lib/copy-as/targets/curl.ts';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import type { BodyCache } from '../context/body-cache.ts';
import { copySourceOf } from '../opened/copy-source.ts';

/**
 * The curl command that sends a capture to this bin again. A string when the body is in memory, so that copying is
 * immediate; otherwise a promise, which loads the body first.
 */
export function curlOf(
  capture: CaptureJson,
  bodies: BodyCache,
  captureUrl: string,
): string | Promise<string> {
  const { origin } = new URL(captureUrl);
  const copy = (body: Uint8Array) => curl.copy(copySourceOf(capture, body), { origin });
  const body = bodies.peekSent(capture);
  return body ? copy(body) : bodies.load(capture, () => {}).then(copy);
}
