import type { Fresh } from '../fresh.ts';
import { company, mira } from '../invented.ts';
import type { SampleEvent, SampleProvider } from '../sample.ts';
import { compactJson } from '../serialise.ts';

/** `object` is given the ID of the object, which the event repeats. */
function sample(
  type: string,
  title: string,
  kind: string,
  object: (fresh: Fresh, id: string) => object,
): SampleEvent {
  return {
    id: type,
    title,
    event: type,
    make(fresh) {
      const [deliveryId, objectId] = [fresh.uuid(), fresh.base62(22)];
      const event = {
        merchant_id: fresh.base36(13),
        type,
        event_id: deliveryId,
        created_at: fresh.iso(-700),
        data: { type: kind, id: objectId, object: { [kind]: object(fresh, objectId) } },
      };
      return {
        headers: [
          ['Content-Type', 'application/json'],
          ['User-Agent', 'Square Connect v2'],
          ['square-environment', 'Sandbox'],
          ['square-initial-delivery-timestamp', fresh.isoSeconds()],
          ['square-version', '2026-10-15'],
          ['x-square-hmacsha256-signature', null],
        ],
        body: compactJson(event),
        deliveryId,
      };
    },
  };
}

const money = { amount: 4800, currency: 'USD' };

function payment(fresh: Fresh, id: string, status: string) {
  return {
    id,
    amount_money: money,
    total_money: money,
    approved_money: money,
    status,
    source_type: 'CARD',
    card_details: {
      card: { card_brand: 'VISA', last_4: '1111', exp_month: 8, exp_year: 2031, card_type: 'CREDIT' },
      entry_method: 'KEYED',
      status: status === 'COMPLETED' ? 'CAPTURED' : 'AUTHORIZED',
    },
    location_id: `L${fresh.base36(12)}`,
    order_id: fresh.base62(22),
    receipt_number: fresh.base62(4),
    created_at: fresh.iso(-2000),
    updated_at: fresh.iso(-800),
    version: 1,
  };
}

export const square: SampleProvider = {
  id: 'square',
  source: 'https://developer.squareup.com/docs/webhooks/v2-events-tech-ref',
  events: [
    sample('payment.created', 'Payment created', 'payment', (fresh, id) => payment(fresh, id, 'APPROVED')),
    sample('payment.updated', 'Payment updated', 'payment', (fresh, id) => payment(fresh, id, 'COMPLETED')),
    sample('refund.created', 'Refund created', 'refund', (fresh, id) => ({
      id,
      amount_money: money,
      status: 'PENDING',
      payment_id: fresh.base62(22),
      location_id: `L${fresh.base36(12)}`,
      reason: 'Broken in transit',
      created_at: fresh.iso(-800),
      updated_at: fresh.iso(-800),
    })),
    sample('customer.created', 'Customer created', 'customer', (fresh, id) => ({
      id,
      given_name: mira.first,
      family_name: mira.last,
      email_address: mira.email,
      phone_number: mira.phone,
      address: {
        address_line_1: company.street,
        locality: company.city,
        administrative_district_level_1: company.state,
        postal_code: company.postcode,
        country: 'US',
      },
      creation_source: 'THIRD_PARTY',
      created_at: fresh.iso(-800),
      updated_at: fresh.iso(-800),
      version: 0,
    })),
  ],
};
