import type { Draft } from '#lib/drafts/draft.ts';
import { readable } from '#lib/http/byte-string.ts';
import type { DeliveryOptions } from '#lib/model/delivery-json.ts';
import type { Sending } from '#lib/outgoing/sending.ts';
import type { SendTo } from '../destination/remembered.ts';
import { usualOptions } from '../destination/send-options.ts';
import { usualTarget } from '../destination/sent-target.ts';
import type { Base } from './draft.ts';
import { pasteSource as words } from './words.ts';

/** What the editor begins with after a request was pasted. */
export type PastedStart = {
  readonly base: Base;
  readonly to: SendTo;
  readonly options: DeliveryOptions;
  /** Sentences that say what was not taken over. */
  readonly notes: readonly string[];
};

type Bin = {
  readonly captureUrl: string;
  readonly sending: Pick<Sending, 'toUrls' | 'unverified'>;
};

/** The longest URL and the limits of the time-out that the API accepts. */
const longestUrl = 8192;
const timeoutRange = { least: 100, most: 120_000 };

/** A draft that was read from a text, as the start of the editor. What the window cannot send is left out, and noted. */
export function pastedStart(draft: Draft, { captureUrl, sending }: Bin): PastedStart {
  const { request, options } = draft;
  const { method, headers, trailers, body } = request;
  const notes = draft.notes.map(({ code, message }) =>
    code === 'destination-missing' ? words.toSelf : message,
  );
  const place = placeOf(draft, captureUrl);
  if (place.to !== 'self' && !sending.toUrls) notes.push(words.toUrlsOff(draft.destination!));
  if (request.httpVersion === '1.0') notes.push(words.http10);
  const { verifyCertificate, timeoutMs, ...others } = options;
  const isUnverified = verifyCertificate === false && place.to !== 'self';
  if (isUnverified && !sending.unverified) notes.push(words.verified);
  const limited = Math.min(timeoutRange.most, Math.max(timeoutRange.least, Math.round(timeoutMs ?? 0)));
  if (timeoutMs !== undefined && limited !== timeoutMs) notes.push(words.timeLimit(limited));
  return {
    base: {
      method,
      target: { path: place.target, addedQuery: '' },
      httpVersion: '1.1',
      headers,
      trailers,
      body,
      bodySize: body.length,
      signatureHeaders: [],
    },
    to: sending.toUrls ? place.to : 'self',
    options: {
      ...usualOptions,
      ...others,
      ...(isUnverified && sending.unverified && { verifyCertificate: false }),
      ...(timeoutMs !== undefined && { timeoutMs: limited }),
    },
    notes,
  };
}

/** Where a draft is sent, and its target there. A URL below the capture URL is the bin itself. */
function placeOf(
  { destination, request: { target } }: Draft,
  captureUrl: string,
): { to: SendTo; target: string } {
  if (destination === null) return { to: 'self', target };
  const { origin, pathname } = new URL(captureUrl);
  const below = pathname.replace(/\/$/, '');
  if (destination === origin && target.startsWith(below)) {
    const rest = target.slice(below.length);
    if (rest.startsWith('/')) return { to: 'self', target: rest };
    if (rest === '' || rest.startsWith('?')) return { to: 'self', target: `/${rest}` };
  }
  // A URL is normalised when it is read. Where that would change the target, the URL names the server only.
  const whole = destination + readable(target);
  const isKept =
    whole.length <= longestUrl &&
    URL.canParse(whole) &&
    usualTarget({ url: whole }, { path: target, addedQuery: '' }) === target;
  return { to: { url: isKept ? whole : destination }, target };
}
