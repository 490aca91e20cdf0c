import { json } from '../marks.ts';
import { inJson } from '../places.ts';
import type { Provider } from '../provider.ts';
import { at } from '../reading.ts';

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
  unsigned: 'Basic authentication in the address stands for it.',
};
