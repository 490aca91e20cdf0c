import { base64 } from '#lib/copy-as/request/body-text.ts';
import { utf8OrNull } from '#lib/http/byte-string.ts';
import { maskSecrets } from '#lib/masking/mask-secrets.ts';
import type { DeliveryJson, HopJson } from '#lib/model/delivery-json.ts';
import { bytesTold } from '#lib/summary/capture-summary.ts';
import { bounded, usualBounds } from './bounded.ts';

/** What is told of a delivery that has ended: its state in a sentence, and for the block of untrusted data what came back. */
export function deliveryResult(
  { id, state, attempts, destination }: DeliveryJson,
  showSecrets: boolean,
): { sentence: string; lines: unknown[] } {
  const last = attempts.at(-1);
  const response = last?.hops.at(-1)?.response;
  const took = last?.ms == null ? '' : ` after ${Math.round(last.ms)} ms`;
  const outcome = last?.status == null ? `It ended as "${state}"` : `The response has status ${last.status}`;
  const failure = last?.failure ? ` ${last.failure.title} ${last.failure.hint} (${last.failure.code})` : '';
  return {
    sentence: `Sent as delivery ${id}. ${outcome}${took}.${failure}`,
    lines: [
      bounded({ destination, detail: last?.failure?.detail ?? undefined }, usualBounds),
      ...(response ? [bounded({ response: shownResponse(response, showSecrets) }, responseBounds)] : []),
    ],
  };
}

const responseBounds = { ...usualBounds, string: 8000 };

/** A response with the beginning of its body, its secrets masked unless they are to be shown. */
function shownResponse(response: NonNullable<HopJson['response']>, showSecrets: boolean) {
  const { status, reason, headers, trailers, body } = response;
  const bytes = bytesTold(body);
  const source = {
    target: '/',
    prefixLength: 0,
    headers,
    trailers,
    body: bytes,
    bodySize: bytes.length,
    truncated: false,
    aborted: false,
  };
  const shown = showSecrets ? source : maskSecrets(source);
  const text = utf8OrNull(shown.body);
  return {
    status,
    reason,
    headers: shown.headers,
    body: { received: body.received, text, base64: text === null ? base64(shown.body) : undefined },
  };
}
