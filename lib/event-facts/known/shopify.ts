import type { EventReader, FoundFacts } from '../event-facts.ts';
import { money } from '../money.ts';
import type { Payload } from '../payload.ts';
import { capitalised, clause, commas, happened, plainWords, quoted, sentence } from '../phrases.ts';

export const shopify: EventReader = {
  providers: ['shopify'],
  source: 'https://shopify.dev/docs/api/webhooks',
  read({ event, request, payload }) {
    const topic = request.header('X-Shopify-Topic') ?? event;
    const [resources, action] = topic?.split('/') ?? [];
    if (resources === undefined || action === undefined) return null;
    const shop = request.header('X-Shopify-Shop-Domain');
    if (action === 'data_request' || action === 'redact') return privacy(resources, action, payload, shop);
    const total = money(
      payload.number('current_total_price') ?? payload.number('total_price'),
      payload.text('currency'),
    );
    const isOrder = payload.text('order_number') !== null || resources === 'orders';
    const person = sentence(
      payload.text(isOrder ? 'customer.first_name' : 'first_name'),
      payload.text(isOrder ? 'customer.last_name' : 'last_name'),
    );
    const name = isOrder ? (payload.text('name') ?? payload.text('order_number')) : null;
    return {
      sentence: sentence(
        capitalised(singular(resources)),
        isOrder ? name : (quoted(payload.text('title', 'name')) ?? person),
        clause('of', isOrder ? total : null),
        clause('for', isOrder ? person : null),
        happened(action),
      ),
      facts: [
        payload.computed('Total', isOrder ? total : null, 'current_total_price'),
        payload.fact('Order number', 'order_number'),
        payload.fact('Payment', 'financial_status'),
        payload.computed(
          resources === 'app' ? 'Email' : 'Customer',
          commas(person, payload.text('email', 'customer.email')),
          'email',
        ),
        payload.fact('Status', 'status'),
        payload.fact('Vendor', 'vendor'),
        payload.fact('ID', 'id'),
        shop === null ? null : { name: 'Shop', value: shop, place: null },
      ],
    };
  },
};

/** The three topics that every app has to accept: https://shopify.dev/docs/apps/build/compliance/privacy-law-compliance */
function privacy(resources: string, action: string, payload: Payload, shop: string | null): FoundFacts {
  const who = payload.text('customer.email', 'customer.id');
  return {
    sentence: sentence(
      'Shopify asks to',
      action === 'redact' ? 'delete' : 'hand over',
      resources === 'shop' ? 'the data of the shop' : clause('the data of', who ?? 'a customer'),
    ),
    facts: [
      payload.fact('Customer', 'customer.email', 'customer.id'),
      payload.fact('Shop', 'shop_domain') ??
        (shop === null ? null : { name: 'Shop', value: shop, place: null }),
      payload.fact('Request', 'data_request.id'),
    ],
  };
}

/** `orders` as `order`. */
function singular(resources: string): string {
  return plainWords(resources).replace(/ies$/, 'y').replace(/s$/, '');
}
