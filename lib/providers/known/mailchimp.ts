import type { Provider } from '../provider.ts';
import { form } from '../recognise/marks.ts';
import { inForm } from '../recognise/places.ts';

const types = new Set(['subscribe', 'unsubscribe', 'profile', 'upemail', 'cleaned', 'campaign']);

export const mailchimp: Provider = {
  id: 'mailchimp',
  name: 'Mailchimp',
  source: 'https://mailchimp.com/developer/marketing/guides/sync-audience-data-webhooks/',
  marks: [
    form('fired_at', {
      words: 'with its `type`',
      holds: ({ form }) => types.has(form.get('type') ?? ''),
    }),
  ],
  event: inForm('type'),
  patience: { waits: '10 s' },
  unsigned: 'Put a secret in the webhook URL instead.',
};
