import type { CaptureJson, ReplyJson } from '#lib/model/capture-json.ts';
import { Reading, type Recognisable } from '../recognise/reading.ts';
import type { Given, Handshake, Way } from './handshake.ts';
import { handshakes } from './known-handshakes.ts';
import { hasTraits, textOf } from './parts.ts';

/** A URL verification that a request is. */
export type Verification = {
  readonly handshake: Handshake;
  readonly way: Way;
  /** What the response has to repeat or to sign; empty where that is nothing. */
  readonly token: string;
};

/**
 * The URL verifications that a request may be: that of its provider, or of all that send such requests where the provider is not
 * recognized. Requests that are verifications only for a bin that turned them on, such as any HEAD, are none.
 */
function verificationsIn(request: Recognisable, provider: string | null): Verification[] {
  const reading = new Reading(request);
  const found: Verification[] = [];
  for (const handshake of handshakes) {
    if (provider !== null && handshake.provider !== provider) continue;
    for (const way of handshake.ways) {
      const token = way.token ? textOf(way.token, reading) : '';
      const isSpecific = way.traits.length > 0 || way.token !== undefined;
      if (!isSpecific || token === null || (way.token && token === '') || !hasTraits(way, reading)) continue;
      found.push({ handshake, way, token });
      break;
    }
  }
  return found;
}

/** Whether a provider never signs this request, though it signs others: most do not sign the verification of a URL. */
export function isNeverSigned(request: Recognisable, provider: string | null): boolean {
  if (provider === 'woocommerce') return new Reading(request).form.has('webhook_id');
  return verificationsIn(request, provider).some(
    ({ way }) => way.isUnsigned === true || way.method !== 'POST',
  );
}

/** The verifications that a capture may be, if its response satisfies none of them. `body` is decoded. Empty where that is not known. */
export function unansweredVerifications(capture: CaptureJson, body: Uint8Array): Verification[] {
  const { reply, provider, masked } = capture;
  if (!reply || masked || reply.by === 'handshake') return [];
  const found = verificationsIn({ ...capture, prefixLength: 0, body }, provider?.id ?? null);
  return found.every((verification) => isAnswered(verification, reply) === false) ? found : [];
}

/** Whether a response is what a verification expects; null where its content was not recorded. A signature in it is not verified. */
function isAnswered({ way, token }: Verification, reply: ReplyJson): boolean | null {
  const { status, headers: wantedHeaders = [], body } = way.reply;
  if (!reply.complete || reply.fault) return false;
  if (status === 204 ? reply.status !== 204 : reply.status < 200 || reply.status > 299) return false;
  if (!reply.headers || !reply.body) return null;
  const { headers, body: sent } = reply;
  const hasHeaders = wantedHeaders.every(
    ([name, value]) =>
      typeof value === 'string' ||
      headers.some(([own, text]) => own.toLowerCase() === name.toLowerCase() && text === token),
  );
  return hasHeaders && hasBody(body, token, sent.text ?? '');
}

function hasBody(body: Given['body'], token: string, text: string): boolean {
  if (body === undefined) return true;
  if (!('json' in body)) return text.includes(token);
  return Object.entries(body.json).every(([name, value]) => {
    // A JSON text may have spaces, and characters as escapes: the name and the token are enough.
    if (typeof value === 'number') return new RegExp(`"${name}"\\s*:\\s*${value}\\b`).test(text);
    return text.includes(`"${name}"`) && (value.give === 'hmac' || text.includes(token));
  });
}
