import type { Provider } from '../provider.ts';
import { agent, form, header } from '../recognise/marks.ts';
import { place } from '../recognise/places.ts';
import { at, parsed } from '../recognise/reading.ts';
import { ofUrlAndFields } from '../signature/of-url.ts';

export const mandrill: Provider = {
  id: 'mandrill',
  name: 'Mailchimp Transactional',
  source: 'https://mailchimp.com/developer/transactional/docs/webhooks/',
  marks: [header('X-Mandrill-Signature'), agent('Mandrill-Webhook'), form('mandrill_events')],
  event: place('form `mandrill_events` `0.event`', ({ form }) =>
    at(parsed(form.get('mandrill_events') ?? ''), ['0', 'event']),
  ),
  secretMixUps:
    'Each webhook has a key of its own, which is not the API key. While a webhook is tested, Mandrill signs with the key test-webhook.',
  signatures: [ofUrlAndFields('X-Mandrill-Signature', 'Webhook key')],
};
