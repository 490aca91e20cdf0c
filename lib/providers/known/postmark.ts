import type { Provider } from '../provider.ts';
import { json } from '../recognise/marks.ts';
import { inJson } from '../recognise/places.ts';
import { at } from '../recognise/reading.ts';

export const postmark: Provider = {
  id: 'postmark',
  name: 'Postmark',
  source: 'https://postmarkapp.com/developer/webhooks/webhooks-overview',
  marks: [
    json('RecordType', {
      words: 'with `MessageStream`',
      holds: ({ json }) =>
        at(json, ['RecordType']) !== undefined && at(json, ['MessageStream']) !== undefined,
    }),
  ],
  event: inJson('RecordType'),
  unsigned: 'Use basic authentication in the webhook URL instead.',
};
