import type { Provider } from '../provider.ts';
import { agent, header } from '../recognise/marks.ts';
import { inJson, joined } from '../recognise/places.ts';
import { at } from '../recognise/reading.ts';
import { ofBody } from '../signature/schemes.ts';

export const meta: Provider = {
  id: 'meta',
  name: 'Meta',
  source: 'https://developers.facebook.com/docs/graph-api/webhooks/getting-started',
  // GitHub has the same header, and X-GitHub-Event beside it.
  marks: [
    header('X-Hub-Signature-256', {
      words: 'with body `object` and `entry`',
      holds: ({ json }) => at(json, ['object']) !== undefined && Array.isArray(at(json, ['entry'])),
    }),
    agent('facebookexternalua'),
    agent('facebookplatform'),
  ],
  event: joined('.', inJson('object'), inJson('entry.0.changes.0.field')),
  secretMixUps: 'Use the app secret. The verify token is only for the URL verification.',
  signatures: [ofBody('X-Hub-Signature-256', { prefix: 'sha256=', secret: 'App secret' })],
};
