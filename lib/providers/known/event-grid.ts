import type { Provider } from '../provider.ts';
import { header } from '../recognise/marks.ts';
import { firstOf, inHeader, inJson } from '../recognise/places.ts';

export const eventGrid: Provider = {
  id: 'event-grid',
  name: 'Azure Event Grid',
  source: 'https://learn.microsoft.com/en-us/azure/event-grid/end-point-validation-event-grid-events-schema',
  marks: [header('Aeg-Event-Type')],
  event: firstOf(inJson('0.eventType'), inJson('type'), inHeader('Aeg-Event-Type')),
  deliveryId: firstOf(inJson('0.id'), inJson('id')),
  unsigned: 'Use a secret in the webhook URL or a Microsoft Entra token instead.',
};
