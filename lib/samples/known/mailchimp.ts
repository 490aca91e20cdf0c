import type { Fresh } from '../fresh.ts';
import { jonas, mira } from '../invented.ts';
import type { SampleEvent, SampleProvider } from '../sample.ts';
import { form } from '../serialise.ts';

type Data = readonly (readonly [path: string, value: string])[];

function sample(type: string, title: string, data: (fresh: Fresh) => Data): SampleEvent {
  return {
    id: type,
    title,
    event: type,
    make: (fresh) => ({
      headers: [
        ['User-Agent', 'MailChimp'],
        ['Accept', '*/*'],
        ['Content-Type', 'application/x-www-form-urlencoded'],
      ],
      body: form([
        ['type', type],
        ['fired_at', fresh.dateTime()],
        ...data(fresh).map(([path, value]) => [`data${path}`, value] as const),
      ]),
    }),
  };
}

function member(fresh: Fresh): Data {
  return [
    ['[id]', fresh.hex(10)],
    ['[email]', mira.email],
    ['[email_type]', 'html'],
    ['[ip_opt]', '203.0.113.24'],
    ['[web_id]', fresh.digits(9)],
    ['[merges][EMAIL]', mira.email],
    ['[merges][FNAME]', mira.first],
    ['[merges][LNAME]', mira.last],
    ['[merges][INTERESTS]', 'Workshops, Glazes'],
    ['[list_id]', fresh.hex(10)],
  ];
}

export const mailchimp: SampleProvider = {
  id: 'mailchimp',
  source: 'https://mailchimp.com/developer/marketing/guides/sync-audience-data-webhooks/',
  events: [
    sample('subscribe', 'Subscribed', member),
    sample('unsubscribe', 'Unsubscribed', (fresh) => [
      ['[action]', 'unsub'],
      ['[reason]', 'manual'],
      ...member(fresh),
      ['[campaign_id]', fresh.hex(10)],
    ]),
    sample('profile', 'Profile updated', member),
    sample('upemail', 'Email address changed', (fresh) => [
      ['[new_id]', fresh.hex(10)],
      ['[new_email]', mira.email],
      ['[old_email]', jonas.email],
      ['[list_id]', fresh.hex(10)],
    ]),
    sample('cleaned', 'Email address cleaned', (fresh) => [
      ['[list_id]', fresh.hex(10)],
      ['[campaign_id]', fresh.hex(10)],
      ['[reason]', 'hard'],
      ['[email]', jonas.email],
    ]),
    sample('campaign', 'Campaign sent', (fresh) => [
      ['[id]', fresh.hex(10)],
      ['[subject]', 'New glazes for autumn'],
      ['[status]', 'sent'],
      ['[reason]', ''],
      ['[list_id]', fresh.hex(10)],
    ]),
  ],
};
