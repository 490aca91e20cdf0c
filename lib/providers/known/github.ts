import type { Provider } from '../provider.ts';
import { agent, header } from '../recognise/marks.ts';
import { inHeader, inJson, joined } from '../recognise/places.ts';
import { ofBody } from '../signature/schemes.ts';

export const github: Provider = {
  id: 'github',
  name: 'GitHub',
  source: 'https://docs.github.com/en/webhooks/webhook-events-and-payloads#delivery-headers',
  marks: [header('X-GitHub-Event'), agent('GitHub-Hookshot')],
  event: joined('.', inHeader('X-GitHub-Event'), inJson('action')),
  // Stays the same on redelivery.
  deliveryId: inHeader('X-GitHub-Delivery'),
  patience: { waits: '10 s', retries: 'no automatic retries; manual redelivery within 3 days' },
  secretMixUps:
    'Each webhook has the secret that was entered for it, and GitHub does not show it again. A webhook of an organization or app has another one.',
  signatures: [
    ofBody('X-Hub-Signature-256', { prefix: 'sha256=', secret: 'Webhook secret' }),
    ofBody('X-Hub-Signature', { prefix: 'sha1=', hash: 'SHA-1', secret: 'Webhook secret' }),
  ],
};
