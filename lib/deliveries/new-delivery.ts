import { createHash } from 'node:crypto';
import { nanoid } from 'nanoid';
import type { Egress } from '#lib/egress/egress.ts';
import type { Bin } from '#lib/model/bin.ts';
import type { CaptureFacts, Header } from '#lib/model/capture.ts';
import type { DeliveryOrder } from '#lib/model/delivery-input.ts';
import type { DeliveryDestination, DeliveryOptions } from '#lib/model/delivery-json.ts';
import { fail } from '#lib/model/errors.ts';
import { headExcess } from '#lib/model/head-size.ts';
import { type CapturedTarget, isTargetOf, targetForBin, targetForUrl } from '#lib/outgoing/bin-target.ts';
import { parseDestination } from '#lib/outgoing/destination.ts';
import { prepareOutgoing } from '#lib/outgoing/prepare-outgoing.ts';
import type { NewDelivery } from '#lib/store/contracts/deliveries.ts';
import type { Store } from '#lib/store/store.ts';

/** The options of a delivery or a bulk replay, with their defaults. */
export function optionsOf({
  host = 'destination',
  followRedirects = false,
  verifyCertificate = true,
  timeoutMs = 60_000,
}: Partial<DeliveryOptions>): DeliveryOptions {
  return { host, followRedirects, verifyCertificate, timeoutMs };
}

/**
 * The destination that `to` names. Fails with `bin-not-found`, `destination-invalid`, and with `egress-refused` if the URL is refused
 * whatever its name resolves to.
 */
export async function destinationOf(
  to: DeliveryOrder['to'],
  bin: Bin,
  { store, egress }: { store: Pick<Store, 'findBin'>; egress: Pick<Egress, 'check'> },
): Promise<DeliveryDestination> {
  if (to === 'self') return { bin: bin.slug };
  if ('url' in to) {
    egress.check(to.url);
    return { url: to.url };
  }
  const slug = to.bin.toLowerCase();
  if ((await store.findBin(slug)) === null) fail('bin-not-found', `This server has no bin ${slug}.`);
  return { bin: slug };
}

/** What a delivery is made from besides its destination. */
export type DeliveryContent = Pick<DeliveryOrder, 'request' | 'sample'> & {
  /** The capture that is replayed; null when the request is a new one. */
  readonly capture: CaptureFacts | null;
  /** That of `bodyOf`, which is made once for all repeats. */
  readonly body: NewDelivery['body'];
};

/** What a delivery is made with, whatever it sends. */
export type DeliveryContext = {
  readonly destination: DeliveryDestination;
  readonly options: DeliveryOptions;
  readonly replayId: string | null;
  readonly owner: string;
  readonly binDomain: string | undefined;
  readonly now: number;
};

/** The delivery of a capture, of one with changes, or of a new request. `checkSendable` says whether it can be sent. */
export function newDelivery(
  { capture, request = {}, sample, body }: DeliveryContent,
  { destination, options, replayId, owner, binDomain, now }: DeliveryContext,
): NewDelivery {
  return {
    id: `dlv_${nanoid()}`,
    source: capture
      ? { kind: 'capture', seq: capture.seq, edited: isEdited(request, capture, destination, body) }
      : sample
        ? { kind: 'sample', ...sample }
        : { kind: 'request' },
    replayId,
    createdAt: now,
    destination,
    options,
    owner,
    method: request.method ?? capture?.method ?? 'GET',
    target: targetAt(destination, capture, request.target, binDomain),
    httpVersion: capture?.httpVersion ?? '1.1',
    isMalformed: capture !== null && capture.malformed !== null,
    headers: request.headers ?? capture?.headers ?? [],
    trailers: request.trailers ?? capture?.trailers ?? [],
    body,
  };
}

/** The request-target that is sent: that of a malformed message, the given one, or that of the capture, as the destination needs it. */
export function targetAt(
  destination: DeliveryDestination,
  capture: (CapturedTarget & Pick<CaptureFacts, 'malformed'>) | null,
  given: string | undefined,
  binDomain: string | undefined,
): string {
  if (capture !== null && capture.malformed !== null) return capture.target;
  return 'bin' in destination
    ? targetForBin(given ?? capture ?? '', { slug: destination.bin, binDomain })
    : (given ?? targetForUrl(parseDestination(destination.url), capture));
}

/**
 * Fails if a delivery cannot be sent whatever its destination does: with `capture-truncated`, `request-unsendable` or
 * `request-too-long`.
 */
export function checkSendable(
  delivery: NewDelivery,
  { capture, request }: Pick<DeliveryContent, 'capture' | 'request'>,
  maxBodyBytes: number,
): void {
  if (delivery.isMalformed) {
    if (request !== undefined && Object.keys(request).length > 0)
      fail(
        'request-unsendable',
        'This capture is a malformed message. It can be sent only as it was received. Send a new request instead.',
      );
  } else {
    const host =
      'url' in delivery.destination ? parseDestination(delivery.destination.url).host : 'localhost';
    // Only the length of a body matters before it is sent.
    const body = { length: delivery.body.size, read: () => fail('internal') };
    prepareOutgoing({ ...delivery, body }, { host, choice: delivery.options.host });
  }
  const excess = headExcess(delivery);
  if (excess !== null) fail('request-too-long', excess);
  if (capture?.truncated && 'ofCapture' in delivery.body)
    fail(
      'capture-truncated',
      `${capture.bodyStored} of the ${capture.bodySize} bytes of its body are stored.`,
    );
  if (delivery.body.size > maxBodyBytes)
    fail(
      'request-too-long',
      `The body has ${delivery.body.size} bytes. At most ${maxBodyBytes} bytes are sent.`,
    );
}

/** The body of the capture, unless another one is given. Equal bytes are not stored twice. */
export function bodyOf(
  given: NonNullable<DeliveryOrder['request']>['body'],
  capture: CaptureFacts | null,
): NewDelivery['body'] {
  const ofCapture = capture && { size: capture.bodyStored, sha256: capture.sha256, ofCapture: capture.seq };
  if (given === undefined && ofCapture) return ofCapture;
  const bytes =
    given === undefined
      ? new Uint8Array()
      : 'text' in given
        ? Buffer.from(given.text)
        : Buffer.from(given.base64, 'base64');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const isSame = ofCapture && !capture.truncated && sha256 === ofCapture.sha256;
  return isSame ? ofCapture : { size: bytes.length, sha256, bytes };
}

/** Whether a replay differs from its capture in more than its destination. */
function isEdited(
  request: NonNullable<DeliveryOrder['request']>,
  capture: CaptureFacts,
  destination: DeliveryDestination,
  body: NewDelivery['body'],
): boolean {
  const { method = capture.method, headers, trailers, target } = request;
  if (method !== capture.method) return true;
  if (headers !== undefined && !areSame(headers, capture.headers)) return true;
  if (trailers !== undefined && !areSame(trailers, capture.trailers)) return true;
  if (target !== undefined && 'bin' in destination && !isTargetOf(target, capture)) return true;
  return !('ofCapture' in body);
}

function areSame(some: readonly Header[], others: readonly Header[]): boolean {
  return (
    some.length === others.length &&
    some.every(([name, value], index) => name === others[index]![0] && value === others[index]![1])
  );
}
