import type { EventReader } from '../event-facts.ts';
import { minorMoney } from '../money.ts';
import { capitalised, clause, happened, plainWords, sentence } from '../phrases.ts';

const amounts = [
  'details.totals.grand_total',
  'details.totals.total',
  'totals.total',
  'items.0.price.unit_price.amount',
];

export const paddle: EventReader = {
  providers: ['paddle'],
  source: 'https://developer.paddle.com/webhooks/overview',
  read({ event, payload }) {
    const type = payload.text('event_type') ?? event;
    if (type === null) return null;
    const data = payload.at('data');
    const path = amounts.find((each) => data.number(each) !== null);
    const amount = path
      ? minorMoney(data.number(path), data.text('currency_code', 'items.0.price.unit_price.currency_code'))
      : null;
    const parts = type.split('.');
    return {
      sentence: sentence(
        capitalised(plainWords(parts.slice(0, -1).join(' '))),
        clause('of', amount) ?? data.text('name', 'email'),
        happened(parts.at(-1)!),
      ),
      facts: [
        data.computed('Amount', amount, path ?? ''),
        data.fact(capitalised(plainWords(parts[0]!)), 'id'),
        data.fact('Customer', 'customer_id') ?? data.fact('Email', 'email'),
        data.fact('Status', 'status'),
        data.fact('Subscription', 'subscription_id'),
        data.fact('Next billing', 'next_billed_at'),
        data.fact('Invoice number', 'invoice_number'),
      ],
    };
  },
};
