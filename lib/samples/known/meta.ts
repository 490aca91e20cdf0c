import type { Fresh } from '../fresh.ts';
import { company, mira } from '../invented.ts';
import type { SampleEvent, SampleProvider } from '../sample.ts';
import { phpJson } from '../serialise.ts';

function sample(
  id: string,
  title: string,
  object: string,
  field: string,
  value: (fresh: Fresh) => object,
): SampleEvent {
  return {
    id,
    title,
    event: `${object}.${field}`,
    make(fresh) {
      const isWhatsApp = object === 'whatsapp_business_account';
      const entry = {
        id: fresh.digits(15),
        ...(isWhatsApp ? {} : { time: fresh.seconds() }),
        changes: [{ value: value(fresh), field }],
      };
      return {
        headers: [
          ['Accept', '*/*'],
          ['User-Agent', 'facebookexternalua'],
          ['Content-Type', 'application/json'],
          ['X-Hub-Signature-256', null],
        ],
        body: phpJson({ object, entry: [entry] }),
      };
    },
  };
}

const contact = mira.phone.slice(1);

function whatsApp(fresh: Fresh, members: object) {
  return {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: company.phone.slice(1), phone_number_id: fresh.digits(15) },
    ...members,
  };
}

const messageId = (fresh: Fresh) => `wamid.${fresh.base64(14)}`;

export const meta: SampleProvider = {
  id: 'meta',
  source: 'https://developers.facebook.com/docs/graph-api/webhooks/reference',
  events: [
    sample('whatsapp-message', 'WhatsApp message', 'whatsapp_business_account', 'messages', (fresh) =>
      whatsApp(fresh, {
        contacts: [{ profile: { name: mira.name }, wa_id: contact }],
        messages: [
          {
            from: contact,
            id: messageId(fresh),
            timestamp: String(fresh.seconds(-1000)),
            text: { body: 'Is the café mug back in stock? 🙂' },
            type: 'text',
          },
        ],
      }),
    ),
    sample(
      'whatsapp-status',
      'WhatsApp message delivered',
      'whatsapp_business_account',
      'messages',
      (fresh) =>
        whatsApp(fresh, {
          statuses: [
            {
              id: messageId(fresh),
              status: 'delivered',
              timestamp: String(fresh.seconds(-1000)),
              recipient_id: contact,
              conversation: { id: fresh.hex(32), origin: { type: 'utility' } },
              pricing: { billable: true, pricing_model: 'PMP', category: 'utility', type: 'regular' },
            },
          ],
        }),
    ),
    sample('page-feed', 'Comment on a Facebook page', 'page', 'feed', (fresh) => {
      const post = `${fresh.digits(15)}_${fresh.digits(15)}`;
      return {
        from: { id: fresh.digits(17), name: mira.name },
        item: 'comment',
        verb: 'add',
        post_id: post,
        parent_id: post,
        comment_id: `${fresh.digits(15)}_${fresh.digits(15)}`,
        created_time: fresh.seconds(-1000),
        message: 'Such a lovely blue!',
      };
    }),
    sample('instagram-comments', 'Comment on Instagram', 'instagram', 'comments', (fresh) => ({
      id: fresh.digits(17),
      from: { id: fresh.digits(16), username: mira.login.replace('-', '.') },
      media: { id: fresh.digits(17), media_product_type: 'FEED' },
      text: 'Such a lovely blue! 💙',
    })),
    sample('leadgen', 'Lead of an ad', 'page', 'leadgen', (fresh) => ({
      ad_id: fresh.digits(17),
      adgroup_id: fresh.digits(17),
      form_id: fresh.digits(15),
      leadgen_id: fresh.digits(15),
      page_id: fresh.digits(15),
      created_time: fresh.seconds(-1000),
    })),
    {
      id: 'verification',
      title: 'URL verification',
      event: null,
      make: (fresh) => ({
        method: 'GET',
        query: `?hub.mode=subscribe&hub.challenge=${fresh.digits(10)}&hub.verify_token=verify-token`,
        headers: [
          ['Accept', '*/*'],
          ['User-Agent', 'facebookplatform/1.0 (+http://developers.facebook.com)'],
        ],
        isUnsigned: true,
      }),
    },
  ],
};
