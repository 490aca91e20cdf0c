import type { EventReader } from '../event-facts.ts';
import type { Fact } from '../fact.ts';
import { stripeMoney } from '../money.ts';
import type { Payload } from '../payload.ts';
import { capitalised, clause, commas, happened, plainWords, sentence } from '../phrases.ts';

/** Where objects give their amount, the one that says most first. */
const amounts = [
  'amount_total',
  'amount_refunded',
  'amount_paid',
  'amount_due',
  'amount_received',
  'amount',
  'total',
  'plan.amount',
  'items.data.0.price.unit_amount',
];

/** Objects by the names people use. */
const nouns: Readonly<Record<string, string>> = {
  charge: 'Charge',
  'checkout.session': 'Checkout session',
  payment_intent: 'Payment',
  payout: 'Payout',
};

export const stripe: EventReader = {
  providers: ['stripe'],
  source: 'https://docs.stripe.com/api/events/types',
  read({ event, payload }) {
    const type = payload.text('type') ?? event;
    if (type === null) return null;
    const object = payload.at('data.object');
    const amount = amountOf(object);
    return {
      sentence: sentenceOf(type, object, amount?.value ?? null),
      facts: [
        amount,
        object.fact('Error', 'last_payment_error.message', 'failure_message'),
        object.fact(capitalised(plainWords(object.text('object') ?? 'object')), 'id') ??
          // A thin event names the object only.
          payload.fact('Related object', 'related_object.id'),
        customerOf(object),
        object.fact('Status', 'status'),
        payload.computed('Mode', modeOf(payload), 'livemode'),
        payload.fact('Event', 'id'),
      ],
    };
  },
};

/** `Payment of $20.00 succeeded`, `Subscription of Mira was canceled`. */
function sentenceOf(type: string, object: Payload, amount: string | null): string {
  const parts = type.split('.');
  const action = parts.at(-1)!;
  const kind = object.text('object') ?? parts.slice(0, -1).join('.');
  const noun = Object.hasOwn(nouns, kind) ? nouns[kind]! : capitalised(plainWords(kind));
  const who = object.text('customer_details.name', 'customer_name', 'name', 'customer_email', 'email');
  if (action === 'payment_failed')
    return sentence('Payment', clause('of', amount), clause('by', who), 'failed')!;
  return sentence(
    noun,
    clause('of', amount) ?? (kind === 'customer' ? who : null),
    happened(action),
    kind === 'customer' ? null : clause(action === 'refunded' ? 'to' : 'by', who),
  )!;
}

function amountOf(object: Payload): Fact | null {
  const currency = object.text('currency', 'items.data.0.price.currency');
  for (const path of amounts) {
    const amount = object.number(path);
    if (amount === null || (amount === 0 && path !== 'amount_total')) continue;
    const found = object.computed('Amount', stripeMoney(amount, currency), path);
    if (found) return found;
  }
  return null;
}

function customerOf(object: Payload): Fact | null {
  const contact = commas(
    object.text('customer_details.name', 'customer_name'),
    object.text('customer_details.email', 'customer_email', 'receipt_email', 'email'),
  );
  return object.fact('Customer', 'customer', 'customer.id') ?? object.computed('Contact', contact, 'email');
}

function modeOf(payload: Payload): string | null {
  if (payload.is('livemode', true)) return 'live';
  return payload.is('livemode', false) ? 'test' : null;
}
