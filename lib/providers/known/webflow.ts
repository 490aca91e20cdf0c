import { header } from '../marks.ts';
import { inJson } from '../places.ts';
import type { Provider } from '../provider.ts';

export const webflow: Provider = {
  id: 'webflow',
  name: 'Webflow',
  source: 'https://developers.webflow.com/data/docs/working-with-webhooks',
  marks: [header('X-Webflow-Signature')],
  event: inJson('triggerType'),
};
