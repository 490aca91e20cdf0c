import type { Fresh } from '../fresh.ts';
import { company, mira } from '../invented.ts';
import type { SampleEvent, SampleProvider } from '../sample.ts';
import { form, phpJson } from '../serialise.ts';

const shop = `https://shop.${company.domain}`;
const agent = 'WooCommerce/10.3.4 Hookshot (WordPress/6.8.3)';

function sample(topic: string, title: string, payload: (fresh: Fresh) => object): SampleEvent {
  const [resource = '', event = ''] = topic.split('.');
  return {
    id: topic,
    title,
    event: topic,
    make(fresh) {
      const deliveryId = fresh.hex(32);
      return {
        headers: [
          ['User-Agent', agent],
          ['Accept', '*/*'],
          ['Accept-Encoding', 'deflate, gzip'],
          ['Content-Type', 'application/json'],
          ['X-WC-Webhook-Source', `${shop}/`],
          ['X-WC-Webhook-Topic', topic],
          ['X-WC-Webhook-Resource', resource],
          ['X-WC-Webhook-Event', event],
          ['X-WC-Webhook-Signature', null],
          ['X-WC-Webhook-ID', '4'],
          ['X-WC-Webhook-Delivery-ID', deliveryId],
        ],
        body: phpJson(payload(fresh)),
        deliveryId,
      };
    },
  };
}

/** Local time without an offset, as WordPress writes it. */
const local = (fresh: Fresh, offset = 0) => fresh.isoSeconds(offset, '');

const address = {
  first_name: mira.first,
  last_name: mira.last,
  company: '',
  address_1: company.street,
  address_2: '',
  city: company.city,
  state: company.state,
  postcode: company.postcode,
  country: 'US',
};

function order(fresh: Fresh, status: string) {
  const id = fresh.number(5);
  return {
    id,
    parent_id: 0,
    status,
    currency: 'USD',
    version: '10.3.4',
    prices_include_tax: false,
    date_created: local(fresh, -60_000),
    date_modified: local(fresh),
    discount_total: '0.00',
    shipping_total: '6.00',
    total: '48.00',
    total_tax: '0.00',
    customer_id: fresh.number(3),
    order_key: `wc_order_${fresh.base62(13)}`,
    billing: { ...address, email: mira.email, phone: mira.phone },
    shipping: { ...address, phone: '' },
    payment_method: 'stripe',
    payment_method_title: 'Credit card',
    transaction_id: `pi_3${fresh.base62(23)}`,
    created_via: 'checkout',
    customer_note: 'Please wrap it as a gift – thank you!',
    date_paid: status === 'pending' ? null : local(fresh),
    number: String(id),
    meta_data: [],
    line_items: [
      {
        id: fresh.number(4),
        name: company.product,
        product_id: fresh.number(3),
        variation_id: 0,
        quantity: 3,
        subtotal: '42.00',
        total: '42.00',
        sku: company.sku,
        price: 14,
      },
    ],
    shipping_lines: [
      { id: fresh.number(4), method_title: 'Flat rate', method_id: 'flat_rate', total: '6.00' },
    ],
    refunds: [],
    _links: { self: [{ href: `${shop}/wp-json/wc/v3/orders/${id}` }] },
  };
}

export const woocommerce: SampleProvider = {
  id: 'woocommerce',
  source: 'https://woocommerce.github.io/woocommerce-rest-api-docs/#webhooks',
  events: [
    sample('order.created', 'Order created', (fresh) => order(fresh, 'pending')),
    sample('order.updated', 'Order updated', (fresh) => order(fresh, 'processing')),
    sample('product.updated', 'Product updated', (fresh) => {
      const id = fresh.number(3);
      return {
        id,
        name: company.product,
        slug: 'cafe-mug-350-ml',
        permalink: `${shop}/product/cafe-mug-350-ml/`,
        date_created: local(fresh, -8e9),
        date_modified: local(fresh),
        type: 'simple',
        status: 'publish',
        description: '<p>Thrown by hand, glazed in blue.</p>\n',
        sku: company.sku,
        price: '14.00',
        regular_price: '14.00',
        on_sale: false,
        manage_stock: true,
        stock_quantity: fresh.number(2),
        stock_status: 'instock',
        categories: [{ id: 17, name: 'Mugs', slug: 'mugs' }],
        images: [],
        _links: { self: [{ href: `${shop}/wp-json/wc/v3/products/${id}` }] },
      };
    }),
    sample('customer.created', 'Customer created', (fresh) => ({
      id: fresh.number(3),
      date_created: local(fresh),
      date_modified: null,
      email: mira.email,
      first_name: mira.first,
      last_name: mira.last,
      role: 'customer',
      username: mira.login,
      billing: { ...address, email: mira.email, phone: mira.phone },
      is_paying_customer: false,
      meta_data: [],
    })),
    {
      id: 'ping',
      title: 'Ping when a webhook is saved',
      event: null,
      make: (fresh) => ({
        headers: [
          ['User-Agent', agent],
          ['Accept', '*/*'],
          ['Accept-Encoding', 'deflate, gzip'],
          ['Content-Type', 'application/x-www-form-urlencoded'],
        ],
        body: form([['webhook_id', fresh.digits(2)]]),
        isUnsigned: true,
      }),
    },
  ],
};
