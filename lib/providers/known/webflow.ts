import type { Provider } from '../provider.ts';
import { header } from '../recognise/marks.ts';
import { inJson } from '../recognise/places.ts';
import { ofHeaders } from '../signature/schemes.ts';

export const webflow: Provider = {
  id: 'webflow',
  name: 'Webflow',
  source: 'https://developers.webflow.com/data/docs/working-with-webhooks',
  marks: [header('X-Webflow-Signature')],
  event: inJson('triggerType'),
  signatures: [
    ofHeaders('x-webflow-signature', {
      message: ['x-webflow-timestamp', '":"', 'body'],
      time: 'x-webflow-timestamp',
      timeForm: 'milliseconds',
      secret: 'Client secret or webhook secret',
    }),
  ],
};
