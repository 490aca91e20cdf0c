import type { Provider } from '../provider.ts';
import { header, mediaType } from '../recognise/marks.ts';
import { firstOf, inHeader, inJson } from '../recognise/places.ts';

export const cloudevents: Provider = {
  id: 'cloudevents',
  name: 'CloudEvents',
  source: 'https://github.com/cloudevents/spec/blob/main/cloudevents/http-webhook.md',
  marks: [header('Ce-Specversion'), header('WebHook-Request-Origin'), mediaType('application/cloudevents')],
  event: firstOf(inHeader('Ce-Type'), inJson('type'), inJson('0.type')),
  deliveryId: firstOf(inHeader('Ce-Id'), inJson('id'), inJson('0.id')),
  unsigned: 'Use a token in the Authorization header or in the webhook URL instead.',
};
