import { ensureAllowed } from '#lib/access/open-bin.ts';
import { deliveryPageShape, deliveryWaitShape, longestDeliveryInput } from '#lib/model/delivery-input.ts';
import { fail } from '#lib/model/errors.ts';
import { checkFields, onlyFields } from '#lib/model/fields.ts';
import { deliverySummary as summaryShape } from '#lib/openapi/responses/sending.ts';
import { deliverySummary } from '#lib/summary/delivery-summary.ts';
import { readDelivery, readerOf } from '../../../../delivery-in.ts';
import { apiHandler, authorize, json, longInputOf, queryOf, rejectMethods } from '../../../../handler.ts';
import { once } from '../../../../once.ts';

type Params = { slug: string };

/** The deliveries of the bin, newest first: all, or those of a capture or of a bulk replay. */
export const GET = apiHandler<Params>(async (call) => {
  const entry = await authorize(call, 'see-deliveries');
  const { fields, ...query } = queryOf(call.request, deliveryPageShape);
  checkFields(fields, summaryShape);
  const { deliveries, total, next } = await call.deliveries.list(entry.bin.id, query);
  const reader = readerOf(entry);
  const shown = deliveries.map((one) => onlyFields(deliverySummary(one, reader), fields));
  return json({ deliveries: shown, total, next });
});

/**
 * Sends a capture, a capture with changes, or a new request. 201 with the delivery while it is being sent, or with `wait` once it has
 * ended; with `repeat`, an object with all `deliveries`, most of which wait for their turn.
 */
export const POST = apiHandler<Params>(async (call) => {
  const entry = await authorize(call, 'replay');
  const { wait } = queryOf(call.request, deliveryWaitShape);
  return once(call, longestDeliveryInput, async (call) => {
    const order = await longInputOf(call, 'newDelivery', entry.asker, longestDeliveryInput);
    // Only a capture as it was received can be replayed by a link that is limited to it.
    const isReplay = order.capture !== undefined && order.request === undefined;
    ensureAllowed(entry.link, isReplay ? 'replay' : 'send', order.capture);
    const { bin } = entry;
    const reader = readerOf(entry);
    if (order.repeat) {
      if (wait) fail('invalid-input', 'wait: cannot be combined with repeat');
      const added = await call.deliveries.repeat(bin, order, call.origin);
      return json({ deliveries: added.map((one) => deliverySummary(one, reader)) }, 201);
    }
    const { delivery, ended } = await call.deliveries.send(bin, order, call.origin);
    if (wait) await ended;
    return json(await readDelivery(call, entry, delivery.id), 201);
  });
});

export const { PUT, PATCH, DELETE } = rejectMethods('GET', 'HEAD', 'POST');
