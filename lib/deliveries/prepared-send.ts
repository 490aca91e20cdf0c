import type { Delivery } from '#lib/model/delivery.ts';
import { fail } from '#lib/model/errors.ts';
import { originForBin } from '#lib/outgoing/bin-target.ts';
import type { OutgoingBody } from '#lib/outgoing/outgoing-request.ts';
import type { Store } from '#lib/store/store.ts';
import type { PreparedSend } from './sender.ts';

type Parts = {
  readonly store: Pick<Store, 'readDeliveryBody'>;
  readonly binDomain: string | undefined;
  /** That of the app, for bins of this server. */
  readonly origin: string;
};

/** Fails with `capture-truncated` or `body-not-kept` if there is no complete body to send. */
export function checkBody({ body }: Pick<Delivery, 'body'>): void {
  if (body.truncated) fail('capture-truncated');
  if (!body.kept) fail('body-not-kept');
}

/**
 * How a stored delivery is sent. Its body is read while it is sent. Fails with `capture-truncated` or `body-not-kept`; the latter also
 * while it is sent.
 */
export async function preparedSend(
  binId: number,
  delivery: Delivery,
  { store, binDomain, origin }: Parts,
): Promise<PreparedSend> {
  checkBody(delivery);
  const { destination, options, target } = delivery;
  const stored = bodyIn(store, binId, delivery);
  const { host, followRedirects, verifyCertificate, timeoutMs } = options;
  return {
    to:
      'url' in destination
        ? destination
        : {
            ownBin: destination.bin,
            origin: originForBin(target, { slug: destination.bin, origin, binDomain }),
          },
    request: delivery.isMalformed
      ? { method: delivery.method, target, message: await wholeOf(stored) }
      : { ...delivery, body: stored },
    host,
    followRedirects,
    verifyCertificate,
    times: { total: timeoutMs, response: timeoutMs },
  };
}

function bodyIn(store: Parts['store'], binId: number, { id, body }: Delivery): OutgoingBody {
  if (body.size === 0) return new Uint8Array();
  return {
    length: body.size,
    async *read() {
      let sent = 0;
      for await (const piece of store.readDeliveryBody(binId, id, 0, body.size - 1)) {
        sent += piece.length;
        yield piece;
      }
      // The capture was removed meanwhile.
      if (sent < body.size) fail('body-not-kept');
    },
  };
}

async function wholeOf(body: OutgoingBody): Promise<Uint8Array> {
  if (body instanceof Uint8Array) return body;
  const pieces: Uint8Array[] = [];
  for await (const piece of body.read()) pieces.push(piece);
  return Buffer.concat(pieces);
}
