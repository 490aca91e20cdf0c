import { header } from '../marks.ts';
import { firstOf, inHeader, inJson } from '../places.ts';
import type { Provider } from '../provider.ts';

export const eventGrid: Provider = {
  id: 'event-grid',
  name: 'Azure Event Grid',
  source: 'https://learn.microsoft.com/en-us/azure/event-grid/end-point-validation-event-grid-events-schema',
  marks: [header('Aeg-Event-Type')],
  event: firstOf(inJson('0.eventType'), inJson('type'), inHeader('Aeg-Event-Type')),
  deliveryId: firstOf(inJson('0.id'), inJson('id')),
  unsigned: 'A secret in the address, or a token of Microsoft Entra, stands for it.',
};
