import type { EventReader } from '../event-facts.ts';
import { money } from '../money.ts';
import { capitalised, clause, commas, happened, quoted, sentence } from '../phrases.ts';

export const woocommerce: EventReader = {
  providers: ['woocommerce'],
  source: 'https://developer.woocommerce.com/docs/best-practices/urls-and-routing/webhooks/',
  read({ event, payload }) {
    if (payload.text('webhook_id') !== null) {
      return { sentence: 'WooCommerce tests this URL', facts: [payload.fact('Webhook', 'webhook_id')] };
    }
    const [resource, action] = event?.split('.') ?? [];
    if (resource === undefined || action === undefined) return null;
    const total = money(payload.number('total'), payload.text('currency'));
    const person = sentence(
      payload.text('billing.first_name', 'first_name'),
      payload.text('billing.last_name', 'last_name'),
    );
    const isOrder = resource === 'order';
    return {
      sentence: sentence(
        capitalised(resource),
        isOrder ? `#${payload.text('number', 'id') ?? '?'}` : (quoted(payload.text('name')) ?? person),
        clause('of', isOrder ? total : null),
        clause('for', isOrder ? person : null),
        happened(action),
      ),
      facts: [
        payload.computed('Total', isOrder ? total : null, 'total'),
        payload.fact('Order', 'number'),
        payload.fact('Status', 'status'),
        payload.computed(
          'Customer',
          commas(person, payload.text('billing.email', 'email')),
          isOrder ? 'billing' : 'email',
        ),
        payload.fact('Payment method', 'payment_method_title'),
        payload.fact('SKU', 'sku'),
        payload.fact('Price', 'price'),
        payload.fact('Stock', 'stock_quantity'),
        payload.fact('ID', 'id'),
      ],
    };
  },
};
