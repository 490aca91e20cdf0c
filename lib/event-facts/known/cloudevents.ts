import type { EventReader } from '../event-facts.ts';
import type { Fact } from '../fact.ts';
import { genericFacts } from '../generic.ts';
import { clause, counted, quoted, sentence } from '../phrases.ts';

export const cloudevents: EventReader = {
  providers: ['cloudevents'],
  source: 'https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md',
  read({ request, payload }) {
    const origin = request.header('WebHook-Request-Origin');
    if (request.request.method === 'OPTIONS' && origin !== null) {
      return {
        sentence: sentence(origin, 'asks whether it may send events to this URL'),
        facts: [
          headerFact('Rate', request.header('WebHook-Request-Rate')),
          headerFact('Callback', request.header('WebHook-Request-Callback')),
        ],
      };
    }
    // In the binary mode the attributes are headers, and the body is the data.
    const isBinary = request.header('ce-type') !== null;
    const batch = Array.isArray(payload.value) ? payload.value.length : null;
    const event = batch === null ? payload : payload.at('0');
    const attribute = (name: string) => (isBinary ? request.header(`ce-${name}`) : event.text(name));
    const fact = (label: string, name: string) =>
      isBinary ? headerFact(label, request.header(`ce-${name}`)) : event.fact(label, name);
    const type = attribute('type');
    if (type === null) return null;
    return {
      sentence: sentence(
        clause('Event', quoted(type)),
        clause('about', attribute('subject')),
        clause('from', attribute('source')),
        batch !== null && batch > 1 ? `and ${counted(batch - 1, 'more event')}` : null,
      ),
      facts: [
        ...genericFacts(isBinary ? payload : event.at('data'), 3),
        fact('Subject', 'subject'),
        fact('Source', 'source'),
        fact('Event ID', 'id'),
        fact('Time', 'time'),
      ],
    };
  },
};

function headerFact(name: string, value: string | null): Fact | null {
  return value === null || value === '' ? null : { name, value: value.slice(0, 160), place: null };
}
