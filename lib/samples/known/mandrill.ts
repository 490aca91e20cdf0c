import type { Fresh } from '../fresh.ts';
import { company, mira } from '../invented.ts';
import type { DraftHeader, SampleEvent, SampleProvider } from '../sample.ts';
import { compactJson, form } from '../serialise.ts';

const headers: readonly DraftHeader[] = [
  ['User-Agent', 'Mandrill-Webhook/1.0'],
  ['Accept', '*/*'],
  ['Content-Type', 'application/x-www-form-urlencoded'],
  ['X-Mandrill-Signature', null],
];

function sample(event: string, title: string, more: (fresh: Fresh) => object = () => ({})): SampleEvent {
  return {
    id: event,
    title,
    event,
    make(fresh) {
      const id = fresh.hex(32);
      const one = {
        event,
        msg: {
          ts: fresh.seconds(-60_000),
          subject: 'Your order has shipped',
          email: mira.email,
          sender: `orders@${company.domain}`,
          tags: ['shipping'],
          opens: [],
          clicks: [],
          state: event === 'send' || event === 'open' || event === 'click' ? 'sent' : 'bounced',
          metadata: { order: fresh.digits(5) },
          _id: id,
          _version: fresh.base62(22),
          subaccount: null,
        },
        _id: id,
        ts: fresh.seconds(),
        ...more(fresh),
      };
      return { headers, body: form([['mandrill_events', compactJson([one])]]) };
    },
  };
}

const reader = {
  ip: '203.0.113.24',
  location: { country_short: 'US', country: 'United States', region: company.state, city: company.city },
  user_agent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)',
};

export const mandrill: SampleProvider = {
  id: 'mandrill',
  source: 'https://mailchimp.com/developer/transactional/docs/webhooks/',
  events: [
    sample('send', 'Message sent'),
    sample('open', 'Message opened', () => reader),
    sample('click', 'Link clicked', () => ({ ...reader, url: `https://shop.${company.domain}/orders` })),
    sample('hard_bounce', 'Hard bounce'),
    {
      id: 'test',
      title: 'Webhook test without events',
      event: null,
      make: () => ({ headers, body: form([['mandrill_events', '[]']]) }),
    },
  ],
};
