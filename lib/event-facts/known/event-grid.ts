import type { EventReader } from '../event-facts.ts';
import { genericFacts } from '../generic.ts';
import { capitalised, clause, counted, happened, plainWords, quoted, sentence } from '../phrases.ts';

export const eventGrid: EventReader = {
  providers: ['event-grid'],
  source: 'https://learn.microsoft.com/en-us/azure/event-grid/event-schema',
  read({ payload }) {
    const count = Array.isArray(payload.value) ? payload.value.length : null;
    const event = count === null ? payload : payload.at('0');
    const type = event.text('eventType', 'type');
    if (type === null) return null;
    if (type.endsWith('SubscriptionValidationEvent')) {
      return {
        sentence: 'Azure Event Grid asks whether this URL accepts events',
        facts: [event.fact('Validation code', 'data.validationCode'), event.fact('Topic', 'topic')],
      };
    }
    return {
      sentence: sentence(
        ...(type.startsWith('Microsoft.')
          ? [`${azureWords(type)}:`, event.text('subject')]
          : [clause('Event', quoted(type)), clause('about', event.text('subject'))]),
        count !== null && count > 1 ? `and ${counted(count - 1, 'more event')}` : null,
      ),
      facts: [
        event.fact('URL', 'data.url'),
        event.fact('Content type', 'data.contentType'),
        event.fact('Size (bytes)', 'data.contentLength'),
        ...genericFacts(event.at('data'), 2),
        event.fact('Subject', 'subject'),
        event.fact('Event ID', 'id'),
        event.fact('Time', 'eventTime'),
      ],
    };
  },
};

/** An event of Azure itself: `Microsoft.Storage.BlobCreated` as `Blob was created`. */
function azureWords(type: string): string {
  const [action = '', ...object] = plainWords(type.split('.').at(-1)!).split(' ').reverse();
  return object.length === 0
    ? capitalised(action)
    : `${capitalised(object.reverse().join(' '))} ${happened(action)}`;
}
