import type { Fresh } from '../fresh.ts';
import { company, mira } from '../invented.ts';
import type { SampleEvent, SampleProvider } from '../sample.ts';
import { compactJson } from '../serialise.ts';

function sample(event: string, title: string, members: (fresh: Fresh) => object): SampleEvent {
  return {
    id: event,
    title,
    event,
    make(fresh) {
      const deliveryId = fresh.base62(22);
      const one = {
        email: mira.email,
        event,
        ...members(fresh),
        sg_event_id: deliveryId,
        sg_message_id: `${fresh.base62(22)}.recvd-${fresh.small(10)}-${fresh.small(5)}-1-${fresh.hex(8).toUpperCase()}-24.0`,
        'smtp-id': `<${fresh.base62(22)}@mail.${company.domain}>`,
        timestamp: fresh.seconds(-2000),
        category: ['shipping'],
      };
      return {
        headers: [
          ['User-Agent', 'SendGrid Event API'],
          ['Content-Type', 'application/json;charset=utf-8'],
          ['X-Twilio-Email-Event-Webhook-Signature', null],
          ['X-Twilio-Email-Event-Webhook-Timestamp', String(fresh.seconds())],
          ['Accept-Encoding', 'gzip'],
        ],
        // The line break at its end is signed with the body.
        body: `${compactJson([one])}\r\n`,
        deliveryId,
      };
    },
  };
}

const reader = {
  ip: '203.0.113.24',
  useragent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)',
};

export const sendgrid: SampleProvider = {
  id: 'sendgrid',
  source: 'https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event',
  events: [
    sample('processed', 'Processed', () => ({})),
    sample('delivered', 'Delivered', () => ({ ip: '198.51.100.25', response: '250 OK', tls: 1 })),
    sample('open', 'Opened', () => ({ ...reader, sg_content_type: 'html', sg_machine_open: false })),
    sample('click', 'Link clicked', () => ({
      ...reader,
      url: `https://shop.${company.domain}/orders`,
      url_offset: { index: 0, type: 'html' },
    })),
    sample('bounce', 'Bounced', () => ({
      bounce_classification: 'Invalid Address',
      reason: '550 5.1.1 The mailbox does not exist',
      status: '5.1.1',
      type: 'bounce',
    })),
    sample('spamreport', 'Marked as spam', () => ({})),
  ],
};
