import { fromBytes, utf8OrNull } from '#lib/http/byte-string.ts';
import { pathOf } from '#lib/http/target.ts';
import type { NewDelivery } from '#lib/model/delivery-input.ts';
import type { DeliveryOptions } from '#lib/model/delivery-json.ts';
import type { Signed } from '#lib/providers/signature/scheme.ts';
import type { SendTo } from '../destination/remembered.ts';
import { optionsInput } from '../destination/send-options.ts';
import { urlSentTo, usualTarget } from '../destination/sent-target.ts';
import { bodyBytes, type Draft, headersToSign, sentHeaders } from './draft.ts';
import { editsOf } from './edits.ts';
import type { Source } from './source.ts';

/** How often a request is sent, and the pause in between; 0 for all at once. */
export type Repeat = { readonly times: number; readonly gapMs: number };

type Parts = {
  readonly source: Source;
  readonly draft: Draft;
  readonly to: SendTo;
  readonly options: DeliveryOptions;
  readonly repeat: Repeat;
  /** The request as it was signed for this delivery; null if it is sent with the signature that it has, or none. */
  readonly signed: Signed | null;
  readonly captureUrl: string;
};

/** The longest body that can be sent with a request of the API, bytes. */
export const longestBody = 8 * 1024 * 1024;

/** The target that a draft is sent to. */
export function targetOf({ draft, to }: Pick<Parts, 'draft' | 'to'>): string {
  return draft.target ?? usualTarget(to, draft.base.target);
}

/** The request that is signed: with empty headers in the places of its signature. Null while its body is not loaded. */
export function requestToSign({
  draft,
  to,
  captureUrl,
}: Pick<Parts, 'draft' | 'to' | 'captureUrl'>): Signed | null {
  const body = bodyBytes(draft);
  if (body === null || body === 'wrong') return null;
  const url = urlSentTo(to, targetOf({ draft, to }), captureUrl);
  return { method: draft.method, url, headers: headersToSign(draft), body };
}

/**
 * The input of the API that sends a draft. Of a captured request only what is edited is given, so that an unchanged one is sent byte for
 * byte as it is stored.
 */
export function orderOf(parts: Parts): NewDelivery {
  const { source, to, options, repeat } = parts;
  return {
    to: to === 'self' ? 'self' : { url: to.url },
    ...(source.is === 'capture' && { capture: source.seq }),
    ...(source.is === 'sample' && { sample: { provider: source.provider, event: source.event } }),
    ...requestInput(parts),
    ...optionsInput(options, to),
    ...(repeat.times > 1 && { repeat: { times: repeat.times, gapMs: repeat.gapMs } }),
  };
}

/** The input of the API that sends a captured request as it is stored. Links to one request may send this and nothing else. */
export function unchangedOrder(seq: number, to: SendTo): NewDelivery {
  return { to: to === 'self' ? 'self' : { url: to.url }, capture: seq };
}

function requestInput(parts: Parts): Pick<NewDelivery, 'request'> {
  const { source, draft, signed } = parts;
  const isWhole = source.is !== 'capture';
  const edits = editsOf(draft);
  const request: NonNullable<NewDelivery['request']> = {};
  if (isWhole || edits.method) request.method = draft.method;
  const target = targetInput(parts);
  if (target !== null) request.target = target;
  if (isWhole || edits.headers || signed) {
    request.headers = (signed?.headers ?? sentHeaders(draft)).map(([name, value]) => [name, value]);
  }
  if (isWhole && draft.base.trailers.length > 0)
    request.trailers = draft.base.trailers.map(([name, value]) => [name, value]);
  const body = bodyBytes(draft);
  const sentBody =
    signed && body !== null && body !== 'wrong' && !areSame(signed.body, body) ? signed.body : body;
  const isBodyGiven = isWhole || edits.body || sentBody !== body;
  if (isBodyGiven && sentBody !== null && sentBody !== 'wrong' && (sentBody.length > 0 || !isWhole)) {
    const text = utf8OrNull(sentBody);
    request.body = text === null ? { base64: btoa(fromBytes(sentBody)) } : { text };
  }
  return Object.keys(request).length === 0 ? {} : { request };
}

/** The target to give; null where the usual one is meant. */
function targetInput(parts: Parts): string | null {
  const { source, draft, to, signed, captureUrl } = parts;
  const unsigned = signed && requestToSign(parts);
  if (signed && unsigned && signed.url !== unsigned.url) {
    const target = pathOf(signed.url, 0);
    return to === 'self' ? target.slice(new URL(captureUrl).pathname.replace(/\/$/, '').length) : target;
  }
  // A captured request keeps its path where the URL has none; the server sees to that.
  return draft.target !== null || source.is !== 'capture' ? targetOf(parts) : null;
}

function areSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
