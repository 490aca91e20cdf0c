import type { EventReader } from '../event-facts.ts';
import type { Fact } from '../fact.ts';
import { money } from '../money.ts';
import type { Payload } from '../payload.ts';
import { capitalised, clause, commas, happened, plainWords, sentence } from '../phrases.ts';

const amounts = ['amount', 'purchase_units.0.amount', 'dispute_amount', 'billing_info.last_payment.amount'];
const people = ['payer', 'subscriber'];

export const paypal: EventReader = {
  providers: ['paypal'],
  source: 'https://developer.paypal.com/api/rest/webhooks/event-names/',
  read({ event, payload }) {
    const type = payload.text('event_type') ?? event;
    if (type === null) return null;
    const resource = payload.at('resource');
    const amount = amountOf(resource);
    const parts = type.split('.');
    const object = capitalised(plainWords(parts.slice(0, -1).join(' ')));
    return {
      sentence: sentence(
        object,
        clause('of', amount?.value ?? null),
        happened(parts.at(-1)!),
        clause('by', nameOf(resource)),
      ),
      facts: [
        amount,
        resource.fact(
          capitalised(plainWords(payload.text('resource_type') ?? 'resource')),
          'id',
          'dispute_id',
        ),
        customerOf(resource),
        resource.fact('Status', 'status', 'state'),
        resource.fact('Reason', 'reason'),
        resource.fact('Invoice', 'invoice_id'),
        resource.fact('Next billing', 'billing_info.next_billing_time'),
        modeOf(payload),
      ],
    };
  },
};

function amountOf(resource: Payload): Fact | null {
  for (const path of amounts) {
    const amount = resource.at(path);
    // The first API named the members otherwise.
    const value = amount.number('value') ?? amount.number('total');
    const words = money(value, amount.text('currency_code', 'currency'));
    if (words !== null)
      return amount.computed('Amount', words, amount.number('value') === null ? 'total' : 'value');
  }
  return null;
}

function nameOf(resource: Payload): string | null {
  for (const path of people) {
    const person = resource.at(path);
    const name = sentence(person.text('name.given_name'), person.text('name.surname'));
    if (name !== null) return name;
  }
  return resource.text('disputed_transactions.0.buyer.name');
}

function customerOf(resource: Payload): Fact | null {
  for (const path of people) {
    const person = resource.at(path);
    const found = commas(nameOf(resource), person.text('email_address', 'payer_id'));
    if (person.value !== undefined && found !== null) return resource.computed('Customer', found, path);
  }
  return null;
}

/** The links of an event lead to the sandbox, or to the live API. */
function modeOf(payload: Payload): Fact | null {
  const link = payload.text('links.0.href');
  const isSandbox = link?.startsWith('https://api.sandbox.paypal.com/') ?? false;
  const isLive = link?.startsWith('https://api.paypal.com/') ?? false;
  return payload.computed('Mode', isSandbox ? 'sandbox' : isLive ? 'live' : null, 'links.0.href');
}
