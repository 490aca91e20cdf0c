import type { Fresh } from '../fresh.ts';
import { mira } from '../invented.ts';
import type { SampleEvent, SampleProvider } from '../sample.ts';
import { compactJson } from '../serialise.ts';

/** An ID of Paddle's: `txn_01…`, of small letters and digits. */
const idOf = (fresh: Fresh, prefix: string) => `${prefix}_01${fresh.small(24)}`;

function sample(type: string, title: string, data: (fresh: Fresh) => object): SampleEvent {
  return {
    id: type,
    title,
    event: type,
    make(fresh) {
      const deliveryId = idOf(fresh, 'ntf');
      const event = {
        event_id: idOf(fresh, 'evt'),
        event_type: type,
        occurred_at: fresh.iso(-900).replace('Z', '000Z'),
        notification_id: deliveryId,
        data: data(fresh),
      };
      return {
        headers: [
          ['User-Agent', 'Paddle'],
          ['Accept-Encoding', 'gzip'],
          ['Content-Type', 'application/json'],
          ['Paddle-Signature', null],
        ],
        body: compactJson(event),
        deliveryId,
      };
    },
  };
}

const unitPrice = { amount: '2900', currency_code: 'USD' };

function subscription(fresh: Fresh, status: string) {
  const isCanceled = status === 'canceled';
  return {
    id: idOf(fresh, 'sub'),
    status,
    customer_id: idOf(fresh, 'ctm'),
    address_id: idOf(fresh, 'add'),
    business_id: null,
    currency_code: 'USD',
    created_at: fresh.iso(-2000),
    updated_at: fresh.iso(-1000),
    started_at: fresh.iso(-2000),
    first_billed_at: fresh.iso(-2000),
    next_billed_at: isCanceled ? null : fresh.iso(2_592_000_000),
    canceled_at: isCanceled ? fresh.iso(-1000) : null,
    collection_mode: 'automatic',
    billing_cycle: { interval: 'month', frequency: 1 },
    items: [
      {
        status: isCanceled ? 'inactive' : 'active',
        quantity: 1,
        recurring: true,
        price: { id: idOf(fresh, 'pri'), product_id: idOf(fresh, 'pro'), unit_price: unitPrice },
      },
    ],
    custom_data: null,
  };
}

export const paddle: SampleProvider = {
  id: 'paddle',
  source: 'https://developer.paddle.com/webhooks/overview',
  events: [
    sample('transaction.completed', 'Transaction completed', (fresh) => ({
      id: idOf(fresh, 'txn'),
      status: 'completed',
      customer_id: idOf(fresh, 'ctm'),
      address_id: idOf(fresh, 'add'),
      subscription_id: idOf(fresh, 'sub'),
      invoice_id: idOf(fresh, 'inv'),
      invoice_number: `${fresh.digits(5)}-10001`,
      origin: 'web',
      collection_mode: 'automatic',
      currency_code: 'USD',
      items: [{ quantity: 1, price: { id: idOf(fresh, 'pri'), unit_price: unitPrice } }],
      details: { totals: { subtotal: '2900', tax: '0', total: '2900', fee: '195', earnings: '2705' } },
      created_at: fresh.iso(-60_000),
      updated_at: fresh.iso(-1000),
      billed_at: fresh.iso(-1000),
    })),
    sample('subscription.created', 'Subscription created', (fresh) => subscription(fresh, 'active')),
    sample('subscription.canceled', 'Subscription canceled', (fresh) => subscription(fresh, 'canceled')),
    sample('customer.created', 'Customer created', (fresh) => ({
      id: idOf(fresh, 'ctm'),
      name: mira.name,
      email: mira.email,
      marketing_consent: false,
      status: 'active',
      locale: 'en',
      created_at: fresh.iso(-1000),
      updated_at: fresh.iso(-1000),
      custom_data: null,
      import_meta: null,
    })),
  ],
};
