import { header } from '../marks.ts';
import { inJson } from '../places.ts';
import type { Provider } from '../provider.ts';
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
      secret: 'Client secret or webhook secret',
    }),
  ],
};
