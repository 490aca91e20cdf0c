import type { Entry } from '#lib/access/open-bin.ts';
import { isAllowed } from '#lib/access/permissions.ts';
import type { Bin } from '#lib/model/bin.ts';
import type { Delivery } from '#lib/model/delivery.ts';
import type { DeliveryJson } from '#lib/model/delivery-json.ts';
import { inlineBodyBytes } from '#lib/summary/capture-summary.ts';
import { type DeliveryReader, deliveryJson } from '#lib/summary/delivery-summary.ts';
import type { Call } from './handler.ts';

type Running = Pick<Call<unknown>, 'store' | 'deliveries'>;

/** Whether a link shows responses of private destinations. */
export function readerOf({ link }: Pick<Entry, 'link'>): DeliveryReader {
  return isAllowed(link, 'see-private-responses') ? 'owner' : 'other';
}

/** A delivery as a link may see it, with short bodies. Fails with `delivery-not-found`. */
export async function readDelivery(
  { store, deliveries }: Running,
  entry: Entry,
  id: string,
): Promise<DeliveryJson> {
  const { bin, link } = entry;
  const delivery = await deliveries.read(bin.id, id);
  const [request, responses] = await Promise.all([
    shortBody(store, bin, delivery),
    shortResponses(store, bin, delivery),
  ]);
  const bodies = { request, response: (number: number) => responses.get(number) ?? null };
  return deliveryJson(delivery, bodies, readerOf(entry), isAllowed(link, 'send'));
}

async function shortBody(
  store: Running['store'],
  bin: Bin,
  { id, body }: Delivery,
): Promise<Uint8Array | null> {
  if (!body.kept || body.size > inlineBodyBytes) return null;
  if (body.size === 0) return new Uint8Array();
  const pieces: Uint8Array[] = [];
  for await (const piece of store.readDeliveryBody(bin.id, id, 0, body.size - 1)) pieces.push(piece);
  const bytes = Buffer.concat(pieces);
  return bytes.length === body.size ? bytes : null;
}

/** The short response bodies of a delivery by the number of their attempt. */
async function shortResponses(
  store: Running['store'],
  bin: Bin,
  { id, attempts }: Delivery,
): Promise<Map<number, Uint8Array>> {
  const found = new Map<number, Uint8Array>();
  for (const { number, hops } of attempts) {
    const kept = hops.at(-1)?.response?.body.kept;
    if (kept === undefined || kept > inlineBodyBytes) continue;
    const bytes = await store.attemptResponse(bin.id, id, number);
    if (bytes) found.set(number, bytes);
  }
  return found;
}
