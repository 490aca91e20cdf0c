import { agent, header } from '../marks.ts';
import { firstOf, inHeader } from '../places.ts';
import type { Provider } from '../provider.ts';
import { token } from '../signature/schemes.ts';
import { standardWebhooks } from '../signature/standard-webhooks.ts';

export const gitlab: Provider = {
  id: 'gitlab',
  name: 'GitLab',
  source: 'https://docs.gitlab.com/user/project/integrations/webhooks/',
  marks: [header('X-Gitlab-Event'), agent('GitLab')],
  event: inHeader('X-Gitlab-Event'),
  deliveryId: firstOf(inHeader('Idempotency-Key'), inHeader('X-Gitlab-Event-UUID')),
  patience: { waits: '10 s', retries: 'yes; a hook that keeps failing is disabled' },
  // The signing token is newer; the other token is sent as it is.
  signatures: [...standardWebhooks('webhook'), token('X-Gitlab-Token', 'Secret token')],
};
