import type { Fresh } from '../fresh.ts';
import { company, jonas, mira } from '../invented.ts';
import type { SampleEvent, SampleProvider } from '../sample.ts';
import { compactJson } from '../serialise.ts';

const api = 'https://api.sandbox.paypal.com';

type Members = {
  readonly resourceType: string;
  readonly summary: string;
  readonly resource: (fresh: Fresh) => object;
};

function sample(type: string, title: string, { resourceType, summary, resource }: Members): SampleEvent {
  return {
    id: type,
    title,
    event: type,
    make(fresh) {
      const id = `WH-${fresh.base36(17)}-${fresh.base36(17)}`;
      const event = {
        id,
        event_version: '1.0',
        create_time: fresh.iso(-4000),
        resource_type: resourceType,
        resource_version: '2.0',
        event_type: type,
        summary,
        resource: resource(fresh),
        links: [
          { href: `${api}/v1/notifications/webhooks-events/${id}`, rel: 'self', method: 'GET' },
          { href: `${api}/v1/notifications/webhooks-events/${id}/resend`, rel: 'resend', method: 'POST' },
        ],
      };
      return {
        headers: [
          ['Accept', '*/*'],
          ['PAYPAL-TRANSMISSION-ID', fresh.uuid()],
          ['PAYPAL-TRANSMISSION-TIME', fresh.isoSeconds()],
          // PayPal alone can sign: this looks like a signature, and is none.
          ['PAYPAL-TRANSMISSION-SIG', `${fresh.base64(85)}${fresh.base64(1).slice(0, 2)}==`],
          ['PAYPAL-AUTH-VERSION', 'v2'],
          [
            'PAYPAL-CERT-URL',
            `${api}/v1/notifications/certs/CERT-${fresh.hex(8)}-${fresh.hex(8)}-${fresh.hex(8)}`,
          ],
          ['PAYPAL-AUTH-ALGO', 'SHA256withRSA'],
          ['Content-Type', 'application/json'],
          ['User-Agent', 'PayPal/AUHR-214.0-58949206'],
          ['CORRELATION-ID', fresh.hex(13)],
        ],
        body: compactJson(event),
        deliveryId: id,
      };
    },
  };
}

const amount = { currency_code: 'USD', value: '48.00' };

export const paypal: SampleProvider = {
  id: 'paypal',
  source: 'https://developer.paypal.com/api/rest/webhooks/event-names/',
  events: [
    sample('PAYMENT.CAPTURE.COMPLETED', 'Payment completed', {
      resourceType: 'capture',
      summary: 'Payment completed for $ 48.0 USD',
      resource: (fresh) => ({
        id: fresh.base36(17),
        amount,
        final_capture: true,
        seller_protection: { status: 'ELIGIBLE', dispute_categories: ['ITEM_NOT_RECEIVED'] },
        seller_receivable_breakdown: {
          gross_amount: amount,
          paypal_fee: { currency_code: 'USD', value: '1.92' },
          net_amount: { currency_code: 'USD', value: '46.08' },
        },
        invoice_id: fresh.digits(5),
        status: 'COMPLETED',
        supplementary_data: { related_ids: { order_id: fresh.base36(17) } },
        create_time: fresh.isoSeconds(-5000),
        update_time: fresh.isoSeconds(-5000),
      }),
    }),
    sample('CHECKOUT.ORDER.APPROVED', 'Order approved', {
      resourceType: 'checkout-order',
      summary: 'An order has been approved by buyer',
      resource: (fresh) => ({
        id: fresh.base36(17),
        intent: 'CAPTURE',
        status: 'APPROVED',
        payer: {
          name: { given_name: mira.first, surname: mira.last },
          email_address: mira.email,
          payer_id: fresh.base36(13),
        },
        purchase_units: [
          {
            reference_id: 'default',
            amount,
            payee: { email_address: `payments@${company.domain}`, merchant_id: fresh.base36(13) },
          },
        ],
        create_time: fresh.isoSeconds(-60_000),
      }),
    }),
    sample('BILLING.SUBSCRIPTION.ACTIVATED', 'Subscription activated', {
      resourceType: 'subscription',
      summary: 'Subscription activated',
      resource: (fresh) => ({
        id: `I-${fresh.base36(12)}`,
        plan_id: `P-${fresh.base36(24)}`,
        status: 'ACTIVE',
        quantity: '1',
        start_time: fresh.isoSeconds(-5000),
        subscriber: {
          name: { given_name: jonas.first, surname: jonas.last },
          email_address: jonas.email,
          payer_id: fresh.base36(13),
        },
        billing_info: {
          outstanding_balance: { currency_code: 'USD', value: '0.0' },
          next_billing_time: fresh.isoSeconds(2_592_000_000),
          failed_payments_count: 0,
        },
        create_time: fresh.isoSeconds(-5000),
      }),
    }),
    sample('CUSTOMER.DISPUTE.CREATED', 'Dispute opened', {
      resourceType: 'dispute',
      summary: 'A new dispute opened with Case # PP-D',
      resource: (fresh) => ({
        dispute_id: `PP-D-${fresh.digits(5)}`,
        create_time: fresh.iso(-5000),
        update_time: fresh.iso(-5000),
        disputed_transactions: [{ seller_transaction_id: fresh.base36(17), buyer: { name: mira.name } }],
        reason: 'MERCHANDISE_OR_SERVICE_NOT_RECEIVED',
        status: 'OPEN',
        dispute_amount: amount,
        dispute_life_cycle_stage: 'INQUIRY',
        seller_response_due_date: fresh.iso(864_000_000),
      }),
    }),
  ],
};
