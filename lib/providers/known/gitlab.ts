import type { Provider } from '../provider.ts';
import { agent, header } from '../recognise/marks.ts';
import { firstOf, inHeader } from '../recognise/places.ts';
import { token } from '../signature/schemes.ts';
import { standardWebhooks } from '../signature/standard-webhooks.ts';

const isSigningToken = (secret: string) => secret.trim().startsWith('whsec_');

export const gitlab: Provider = {
  id: 'gitlab',
  name: 'GitLab',
  source: 'https://docs.gitlab.com/user/project/integrations/webhooks/',
  marks: [header('X-Gitlab-Event'), agent('GitLab')],
  event: inHeader('X-Gitlab-Event'),
  deliveryId: firstOf(inHeader('Idempotency-Key'), inHeader('X-Gitlab-Event-UUID')),
  patience: { waits: '10 s', retries: 'yes; hooks that keep failing are disabled' },
  secretMixUps:
    'GitLab sends the secret token of the webhook as it was entered. A group webhook has another one.',
  // The signing token is newer; the other token is sent as it is.
  signatures: [...standardWebhooks('webhook', isSigningToken), token('X-Gitlab-Token', 'Secret token')],
};
