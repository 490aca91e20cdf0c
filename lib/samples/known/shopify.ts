import type { Fresh } from '../fresh.ts';
import { company, mira } from '../invented.ts';
import type { SampleEvent, SampleProvider } from '../sample.ts';
import { compactJson } from '../serialise.ts';

const shop = 'brightwater-example.myshopify.com';

function sample(topic: string, title: string, payload: (fresh: Fresh) => object): SampleEvent {
  return {
    id: topic.replace('/', '-'),
    title,
    event: topic,
    make(fresh) {
      const deliveryId = fresh.uuid();
      return {
        headers: [
          ['User-Agent', 'Shopify-Captain-Hook'],
          ['Accept', '*/*'],
          ['Accept-Encoding', 'gzip;q=1.0,deflate;q=0.6,identity;q=0.3'],
          ['Content-Type', 'application/json'],
          ['X-Shopify-Api-Version', '2026-10'],
          ['X-Shopify-Event-Id', fresh.uuid()],
          ['X-Shopify-Hmac-Sha256', null],
          ['X-Shopify-Shop-Domain', shop],
          ['X-Shopify-Topic', topic],
          ['X-Shopify-Triggered-At', fresh.iso(-300).replace('Z', '000000Z')],
          ['X-Shopify-Webhook-Id', deliveryId],
        ],
        body: compactJson(payload(fresh)),
        deliveryId,
      };
    },
  };
}

/** The time of the shop, with its offset from UTC. */
const time = (fresh: Fresh, offset = 0) => fresh.isoSeconds(offset, '+00:00');

function customer(fresh: Fresh) {
  const id = fresh.number(13);
  return {
    id,
    created_at: time(fresh, -8e9),
    updated_at: time(fresh),
    first_name: mira.first,
    last_name: mira.last,
    orders_count: 1,
    state: 'enabled',
    total_spent: '48.00',
    note: null,
    verified_email: true,
    tags: 'workshop',
    currency: 'USD',
    email: mira.email,
    phone: mira.phone,
    admin_graphql_api_id: `gid://shopify/Customer/${id}`,
  };
}

function order(fresh: Fresh, financialStatus: string) {
  const id = fresh.number(13);
  const number = fresh.number(4);
  const price = { shop_money: { amount: '48.00', currency_code: 'USD' } };
  return {
    id,
    admin_graphql_api_id: `gid://shopify/Order/${id}`,
    app_id: fresh.number(6),
    browser_ip: '203.0.113.24',
    confirmed: true,
    contact_email: mira.email,
    created_at: time(fresh, -60_000),
    currency: 'USD',
    current_total_price: '48.00',
    current_total_price_set: price,
    customer: customer(fresh),
    email: mira.email,
    financial_status: financialStatus,
    fulfillment_status: null,
    line_items: [
      {
        id: fresh.number(14),
        name: company.product,
        price: '14.00',
        product_id: fresh.number(13),
        quantity: 3,
        requires_shipping: true,
        sku: company.sku,
        taxable: true,
        title: company.product,
        variant_id: fresh.number(14),
        vendor: company.name,
      },
    ],
    name: `#${number}`,
    note: null,
    order_number: number,
    order_status_url: `https://${shop}/orders/${fresh.hex(32)}/authenticate?key=${fresh.hex(32)}`,
    processed_at: time(fresh, -60_000),
    shipping_address: {
      first_name: mira.first,
      last_name: mira.last,
      address1: company.street,
      city: company.city,
      province_code: company.state,
      zip: company.postcode,
      country_code: 'US',
      phone: mira.phone,
    },
    shipping_lines: [{ id: fresh.number(13), code: 'Standard', price: '6.00', title: 'Standard' }],
    subtotal_price: '42.00',
    tags: '',
    test: true,
    total_price: '48.00',
    total_price_set: price,
    total_tax: '0.00',
    updated_at: time(fresh),
  };
}

export const shopify: SampleProvider = {
  id: 'shopify',
  source: 'https://shopify.dev/docs/api/webhooks',
  events: [
    sample('orders/create', 'Order created', (fresh) => order(fresh, 'pending')),
    sample('orders/paid', 'Order paid', (fresh) => order(fresh, 'paid')),
    sample('orders/cancelled', 'Order cancelled', (fresh) => ({
      ...order(fresh, 'voided'),
      cancel_reason: 'customer',
      cancelled_at: time(fresh),
    })),
    sample('products/update', 'Product updated', (fresh) => {
      const id = fresh.number(13);
      return {
        id,
        admin_graphql_api_id: `gid://shopify/Product/${id}`,
        body_html: '<p>Thrown by hand, glazed in blue.</p>',
        created_at: time(fresh, -8e9),
        handle: 'cafe-mug-350-ml',
        product_type: 'Mugs',
        published_at: time(fresh, -8e9),
        status: 'active',
        tags: 'blue, stoneware',
        title: company.product,
        updated_at: time(fresh),
        variants: [
          {
            id: fresh.number(14),
            inventory_quantity: fresh.number(2),
            price: '14.00',
            product_id: id,
            sku: company.sku,
            title: 'Default Title',
          },
        ],
        vendor: company.name,
      };
    }),
    sample('customers/create', 'Customer created', customer),
    sample('app/uninstalled', 'App uninstalled', (fresh) => ({
      id: fresh.number(11),
      name: company.name,
      email: `owner@${company.domain}`,
      domain: null,
      country: 'US',
      currency: 'USD',
      iana_timezone: 'America/Los_Angeles',
      myshopify_domain: shop,
      plan_name: 'basic',
      shop_owner: mira.name,
      updated_at: time(fresh),
    })),
    sample('customers/data_request', 'Customer data request', (fresh) => ({
      shop_id: fresh.number(11),
      shop_domain: shop,
      orders_requested: [fresh.number(13)],
      customer: { id: fresh.number(13), email: mira.email, phone: mira.phone },
      data_request: { id: fresh.number(7) },
    })),
  ],
};
