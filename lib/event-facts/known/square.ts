import type { EventReader } from '../event-facts.ts';
import { minorMoney } from '../money.ts';
import { capitalised, clause, happened, plainWords, sentence } from '../phrases.ts';

export const square: EventReader = {
  providers: ['square'],
  source: 'https://developer.squareup.com/docs/webhooks/v2webhook-events-tech-ref',
  read({ event, payload }) {
    const type = payload.text('type') ?? event;
    if (type === null) return null;
    const kind = payload.text('data.type') ?? '';
    const object = payload.at(kind.includes('.') ? 'data.object' : `data.object.${kind}`);
    const path = object.at('total_money').value === undefined ? 'amount_money' : 'total_money';
    const amount = minorMoney(object.number(`${path}.amount`), object.text(`${path}.currency`));
    const person = sentence(object.text('given_name'), object.text('family_name'));
    const parts = type.split('.');
    return {
      sentence: sentence(
        capitalised(plainWords(parts.slice(0, -1).join(' '))),
        clause('of', amount) ?? person,
        happened(parts.at(-1)!),
      ),
      facts: [
        object.computed('Amount', amount, `${path}.amount`),
        object.fact(capitalised(plainWords(kind)) || 'Object', 'id'),
        object.fact('Email', 'email_address') ?? object.fact('Customer', 'customer_id'),
        object.fact('Status', 'status'),
        object.fact('Reason', 'reason'),
        object.fact('Order', 'order_id', 'payment_id'),
        payload.fact('Merchant', 'merchant_id'),
      ],
    };
  },
};
