import { base64 } from '#lib/copy-as/request/body-text.ts';
import { utf8OrNull } from '#lib/http/byte-string.ts';
import type { Header } from '#lib/model/capture.ts';
import type {
  AttemptFacts,
  Delivery,
  DeliveryAttempt,
  DeliveryHop,
  ListedDelivery,
  RecordedFailure,
} from '#lib/model/delivery.ts';
import type {
  AttemptJson,
  AttemptSummary,
  DeliveryFailure,
  DeliveryJson,
  DeliverySummary,
  HopJson,
} from '#lib/model/delivery-json.ts';
import { Failure, problemOf } from '#lib/model/errors.ts';
import { changeReasons } from '#lib/outgoing/change.ts';

/** Whether private destinations are shown: `owner` sees their responses, others see only that there was one. */
export type DeliveryReader = 'owner' | 'other';

/** A delivery as in lists and live events. */
export function deliverySummary(delivery: ListedDelivery, reader: DeliveryReader): DeliverySummary {
  const { id, source, replayId, createdAt, destination, method, target, state, attempts } = delivery;
  return {
    id,
    source,
    replayId,
    createdAt: new Date(createdAt).toISOString(),
    destination,
    method,
    target,
    state,
    attempts: attempts.map((attempt) => attemptSummary(attempt, reader)),
  };
}

/** Whether owners see more of a delivery than others. */
export function hasPrivateParts({ attempts }: Pick<ListedDelivery, 'attempts'>): boolean {
  return attempts.some(({ isPrivate }) => isPrivate);
}

function attemptSummary(attempt: AttemptFacts, reader: DeliveryReader): AttemptSummary {
  const { number, startedAt, ms, status, isPrivate, failure } = attempt;
  return {
    number,
    startedAt: new Date(startedAt).toISOString(),
    ms,
    status: isPrivate && reader === 'other' ? null : status,
    failure: failure && failureJson(failure),
  };
}

/** A failure with the words of the error table. */
export function failureJson({ code, detail, phase, reason }: RecordedFailure): DeliveryFailure {
  const { title, hint } = problemOf(new Failure(code), '');
  return { code, title, detail, hint, phase, reason };
}

/** The bytes that a delivery includes inline; null where they are too long or not kept. */
export type InlineBodies = {
  readonly request: Uint8Array | null;
  /** Of the last response of an attempt. */
  readonly response: (number: number) => Uint8Array | null;
};

/** What stands for the value of a header that a forward rule has set, for those who may not send: it may be a credential. */
const hiddenValue = '(masked)';

/** A delivery as JSON, as in `GET …/deliveries/{id}`, for somebody who may send, or who may only look. */
export function deliveryJson(
  delivery: Delivery,
  bodies: InlineBodies,
  reader: DeliveryReader,
  maySend: boolean,
): DeliveryJson {
  const { options, httpVersion, trailers, body, source } = delivery;
  const hidden = new Set(!maySend && source.kind === 'forward' ? source.set : []);
  const shown = (lines: readonly Header[]) =>
    lines.map(([name, value]): Header => [name, hidden.has(name.toLowerCase()) ? hiddenValue : value]);
  const headers = shown(delivery.headers);
  const attempts = delivery.attempts.map((attempt) => ({
    ...attempt,
    hops: attempt.hops.map((hop) => ({
      ...hop,
      headers: shown(hop.headers),
      changes: hop.changes.map((change) =>
        change.value !== null && hidden.has(change.header.toLowerCase())
          ? { ...change, value: hiddenValue }
          : change,
      ),
    })),
  }));
  return {
    ...deliverySummary(delivery, reader),
    options,
    request: {
      httpVersion,
      headers,
      trailers,
      body: { size: body.size, sha256: body.sha256, kept: body.kept, ...inline(bodies.request) },
    },
    attempts: attempts.map((attempt) => attemptJson(attempt, bodies.response(attempt.number), reader)),
  };
}

function attemptJson(
  attempt: DeliveryAttempt,
  response: Uint8Array | null,
  reader: DeliveryReader,
): AttemptJson {
  const last = attempt.hops.length - 1;
  return {
    ...attemptSummary(attempt, reader),
    hops: shownHops(attempt.hops, reader).map((hop, index) =>
      hopJson(hop, index === last ? response : null, reader),
    ),
  };
}

/** The hops up to the first response that is withheld. Those after it tell where that response redirects to. */
function shownHops(hops: readonly DeliveryHop[], reader: DeliveryReader): readonly DeliveryHop[] {
  const firstPrivate = reader === 'owner' ? -1 : hops.findIndex(isPrivateHop);
  return firstPrivate === -1 ? hops : hops.slice(0, firstPrivate + 1);
}

function hopJson(
  { response, failure, changes, ...hop }: DeliveryHop,
  body: Uint8Array | null,
  reader: DeliveryReader,
): HopJson {
  const shown = {
    ...hop,
    changes: changes.map((change) => ({
      ...change,
      because: changeReasons[change.why as keyof typeof changeReasons] ?? '',
    })),
    failure: failure && failureJson(failure),
  };
  if (reader === 'other' && isPrivateHop(hop))
    return {
      ...shown,
      address: null,
      tls: null,
      informational: [],
      withheld: 'private-destination',
      response: null,
    };
  return {
    ...shown,
    withheld: null,
    response: response && { ...response, body: { ...response.body, ...inline(body) } },
  };
}

/** Whether the response of a hop is for owners only. Bins of this server are sent to without an address. */
export function isPrivateHop({ address }: Pick<DeliveryHop, 'address'>): boolean {
  return address !== null && address.kind !== 'public';
}

function inline(bytes: Uint8Array | null) {
  const text = bytes && utf8OrNull(bytes);
  return { text, base64: bytes && text === null ? base64(bytes) : null };
}
