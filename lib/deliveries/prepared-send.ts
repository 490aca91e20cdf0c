import type { Delivery } from '#lib/model/delivery.ts';
import { fail } from '#lib/model/errors.ts';
import { originForBin } from '#lib/outgoing/bin-target.ts';
import type { OutgoingBody } from '#lib/outgoing/outgoing-request.ts';
import type { NewDelivery } from '#lib/store/contracts/deliveries.ts';
import type { Store } from '#lib/store/store.ts';
import type { PreparedSend } from './sender.ts';

/** A delivery whose body is in the store. */
export type StoredRequest = Omit<NewDelivery, 'body' | 'owner'> & Pick<Delivery, 'body'>;

type Parts = {
  readonly store: Pick<Store, 'readDeliveryBody'>;
  readonly binDomain: string | undefined;
  /** That of the app, for bins of this server. */
  readonly origin: string;
};

/**
 * How a stored delivery is sent. Its body is read while it is sent. Fails with `body-not-kept`, here or while it is sent.
 */
export async function preparedSend(
  binId: number,
  delivery: StoredRequest,
  { store, binDomain, origin }: Parts,
): Promise<PreparedSend> {
  const { destination, options, target, body } = delivery;
  if (body.size > 0 && !body.kept) fail('body-not-kept');
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

function bodyIn(store: Parts['store'], binId: number, { id, body }: StoredRequest): OutgoingBody {
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
