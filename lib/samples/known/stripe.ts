import type { Fresh } from '../fresh.ts';
import { company, mira } from '../invented.ts';
import type { SampleEvent, SampleProvider } from '../sample.ts';
import { indentedJson } from '../serialise.ts';

const apiVersion = '2026-10-28.dahlia';

function sample(
  type: string,
  title: string,
  object: (fresh: Fresh) => object,
  previous?: object,
): SampleEvent {
  return {
    id: type,
    title,
    event: type,
    make(fresh) {
      const id = `evt_1${fresh.base62(23)}`;
      const event = {
        id,
        object: 'event',
        api_version: apiVersion,
        created: fresh.seconds(-1000),
        data: { object: object(fresh), ...(previous && { previous_attributes: previous }) },
        livemode: false,
        pending_webhooks: 1,
        request: { id: `req_${fresh.base62(14)}`, idempotency_key: fresh.uuid() },
        type,
      };
      return {
        headers: [
          ['User-Agent', 'Stripe/1.0 (+https://stripe.com/docs/webhooks)'],
          ['Accept', '*/*; q=0.5, application/xml'],
          ['Cache-Control', 'no-cache'],
          ['Content-Type', 'application/json; charset=utf-8'],
          ['Stripe-Signature', null],
        ],
        body: indentedJson(event),
        deliveryId: id,
      };
    },
  };
}

function customer(fresh: Fresh) {
  return {
    id: `cus_${fresh.base62(14)}`,
    object: 'customer',
    address: null,
    balance: 0,
    created: fresh.seconds(-2000),
    currency: null,
    delinquent: false,
    description: null,
    discount: null,
    email: mira.email,
    invoice_prefix: fresh.base36(8),
    livemode: false,
    metadata: { plan: 'studio' },
    name: mira.name,
    phone: mira.phone,
    preferred_locales: ['en'],
    shipping: null,
    tax_exempt: 'none',
  };
}

function paymentIntent(fresh: Fresh, status: string) {
  const isPaid = status === 'succeeded';
  const id = `pi_3${fresh.base62(23)}`;
  return {
    id,
    object: 'payment_intent',
    amount: 4200,
    amount_capturable: 0,
    amount_received: isPaid ? 4200 : 0,
    capture_method: 'automatic_async',
    client_secret: `${id}_secret_${fresh.base62(25)}`,
    confirmation_method: 'automatic',
    created: fresh.seconds(-3000),
    currency: 'usd',
    customer: `cus_${fresh.base62(14)}`,
    description: company.product,
    last_payment_error: isPaid
      ? null
      : {
          code: 'card_declined',
          decline_code: 'insufficient_funds',
          message: 'Your card has insufficient funds.',
          type: 'card_error',
        },
    latest_charge: `ch_3${fresh.base62(23)}`,
    livemode: false,
    metadata: { order: fresh.digits(5) },
    payment_method: isPaid ? `pm_1${fresh.base62(23)}` : null,
    payment_method_types: ['card', 'link'],
    receipt_email: mira.email,
    status,
  };
}

function invoice(fresh: Fresh, isPaid: boolean) {
  return {
    id: `in_1${fresh.base62(23)}`,
    object: 'invoice',
    amount_due: 2900,
    amount_paid: isPaid ? 2900 : 0,
    amount_remaining: isPaid ? 0 : 2900,
    attempt_count: 1,
    attempted: true,
    auto_advance: !isPaid,
    billing_reason: 'subscription_cycle',
    collection_method: 'charge_automatically',
    created: fresh.seconds(-3_600_000),
    currency: 'usd',
    customer: `cus_${fresh.base62(14)}`,
    customer_email: mira.email,
    customer_name: mira.name,
    hosted_invoice_url: `https://invoice.stripe.com/i/acct_1${fresh.base62(23)}/test_${fresh.base62(40)}?s=ap`,
    lines: {
      object: 'list',
      data: [
        {
          id: `il_1${fresh.base62(23)}`,
          object: 'line_item',
          amount: 2900,
          currency: 'usd',
          description: '1 × Studio (at $29.00 / month)',
          period: { start: fresh.seconds(-3_600_000), end: fresh.seconds(2_588_400_000) },
          quantity: 1,
        },
      ],
      has_more: false,
      total_count: 1,
      url: '/v1/invoices/lines',
    },
    livemode: false,
    metadata: {},
    next_payment_attempt: isPaid ? null : fresh.seconds(259_200_000),
    number: `${fresh.base36(8)}-0004`,
    status: isPaid ? 'paid' : 'open',
    subtotal: 2900,
    total: 2900,
  };
}

function subscription(fresh: Fresh, status: string) {
  return {
    id: `sub_1${fresh.base62(23)}`,
    object: 'subscription',
    billing_cycle_anchor: fresh.seconds(-1000),
    cancel_at_period_end: false,
    canceled_at: status === 'canceled' ? fresh.seconds(-1000) : null,
    collection_method: 'charge_automatically',
    created: fresh.seconds(-1000),
    currency: 'usd',
    customer: `cus_${fresh.base62(14)}`,
    items: {
      object: 'list',
      data: [
        {
          id: `si_${fresh.base62(14)}`,
          object: 'subscription_item',
          current_period_end: fresh.seconds(2_592_000_000),
          current_period_start: fresh.seconds(-1000),
          price: {
            id: `price_1${fresh.base62(23)}`,
            object: 'price',
            currency: 'usd',
            product: `prod_${fresh.base62(14)}`,
            recurring: { interval: 'month', interval_count: 1 },
            unit_amount: 2900,
          },
          quantity: 1,
        },
      ],
      has_more: false,
      total_count: 1,
    },
    latest_invoice: `in_1${fresh.base62(23)}`,
    livemode: false,
    metadata: {},
    status,
  };
}

export const stripe: SampleProvider = {
  id: 'stripe',
  source: 'https://docs.stripe.com/api/events/object',
  events: [
    sample('checkout.session.completed', 'Checkout session completed', (fresh) => {
      const id = `cs_test_a1${fresh.base62(56)}`;
      return {
        id,
        object: 'checkout.session',
        amount_subtotal: 4200,
        amount_total: 4200,
        client_reference_id: fresh.digits(5),
        created: fresh.seconds(-60_000),
        currency: 'usd',
        customer: `cus_${fresh.base62(14)}`,
        customer_details: {
          address: {
            city: company.city,
            country: 'US',
            line1: company.street,
            postal_code: company.postcode,
          },
          email: mira.email,
          name: mira.name,
          phone: null,
        },
        expires_at: fresh.seconds(86_340_000),
        livemode: false,
        metadata: { order: fresh.digits(5) },
        mode: 'payment',
        payment_intent: `pi_3${fresh.base62(23)}`,
        payment_status: 'paid',
        status: 'complete',
        success_url: `https://shop.${company.domain}/thanks?session={CHECKOUT_SESSION_ID}`,
      };
    }),
    sample('payment_intent.succeeded', 'Payment intent succeeded', (fresh) =>
      paymentIntent(fresh, 'succeeded'),
    ),
    sample('payment_intent.payment_failed', 'Payment intent failed', (fresh) =>
      paymentIntent(fresh, 'requires_payment_method'),
    ),
    sample('charge.refunded', 'Charge refunded', (fresh) => ({
      id: `ch_3${fresh.base62(23)}`,
      object: 'charge',
      amount: 4200,
      amount_captured: 4200,
      amount_refunded: 4200,
      created: fresh.seconds(-86_400_000),
      currency: 'usd',
      customer: `cus_${fresh.base62(14)}`,
      description: company.product,
      livemode: false,
      paid: true,
      payment_intent: `pi_3${fresh.base62(23)}`,
      payment_method_details: {
        card: { brand: 'visa', country: 'US', exp_month: 8, exp_year: 2031, last4: '4242' },
        type: 'card',
      },
      receipt_email: mira.email,
      refunded: true,
      status: 'succeeded',
    })),
    sample('invoice.paid', 'Invoice paid', (fresh) => invoice(fresh, true)),
    sample('invoice.payment_failed', 'Invoice payment failed', (fresh) => invoice(fresh, false)),
    sample('customer.created', 'Customer created', customer),
    sample('customer.subscription.created', 'Subscription created', (fresh) => subscription(fresh, 'active')),
    sample(
      'customer.subscription.updated',
      'Subscription updated',
      (fresh) => subscription(fresh, 'active'),
      { status: 'past_due' },
    ),
    sample('customer.subscription.deleted', 'Subscription deleted', (fresh) =>
      subscription(fresh, 'canceled'),
    ),
  ],
};
