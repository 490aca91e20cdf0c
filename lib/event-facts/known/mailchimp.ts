import type { EventReader } from '../event-facts.ts';
import { clause, plainWords, quoted, sentence } from '../phrases.ts';

export const mailchimp: EventReader = {
  providers: ['mailchimp'],
  source: 'https://mailchimp.com/developer/marketing/guides/sync-audience-data-webhooks/',
  read({ payload }) {
    const type = payload.text('type');
    if (type === null) return null;
    const email = payload.text('data[email]') ?? 'A contact';
    const sentences: Readonly<Record<string, string | null>> = {
      subscribe: `${email} subscribed`,
      unsubscribe: `${email} unsubscribed`,
      profile: `${email} updated their profile`,
      upemail: sentence(
        payload.text('data[old_email]') ?? 'A contact',
        clause('changed their address to', payload.text('data[new_email]')),
      ),
      cleaned: sentence(
        email,
        'was cleaned from the audience',
        clause('after a bounce:', payload.text('data[reason]')),
      ),
      campaign: sentence(
        'Campaign',
        quoted(payload.text('data[subject]')),
        clause('is in state', payload.text('data[status]')),
      ),
    };
    return {
      sentence: Object.hasOwn(sentences, type) ? sentences[type]! : `Mailchimp event ${plainWords(type)}`,
      facts: [
        payload.fact('Email', 'data[email]', 'data[new_email]'),
        payload.computed(
          'Name',
          sentence(payload.text('data[merges][FNAME]'), payload.text('data[merges][LNAME]')),
          '',
        ),
        payload.fact('Reason', 'data[reason]'),
        payload.fact('Audience', 'data[list_id]'),
        payload.fact('Campaign', type === 'campaign' ? 'data[id]' : 'data[campaign_id]'),
        payload.fact('Time', 'fired_at'),
      ],
    };
  },
};
