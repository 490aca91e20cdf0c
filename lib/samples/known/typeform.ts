import type { Fresh } from '../fresh.ts';
import { mira } from '../invented.ts';
import type { SampleEvent, SampleProvider } from '../sample.ts';
import { compactJson } from '../serialise.ts';

function sample(type: string, title: string, isPartial: boolean): SampleEvent {
  return {
    id: type,
    title,
    event: type,
    make(fresh) {
      const deliveryId = `01${fresh.base36(24)}`;
      const event = { event_id: deliveryId, event_type: type, form_response: response(fresh, isPartial) };
      return {
        headers: [
          ['User-Agent', 'Typeform Webhooks'],
          ['Content-Type', 'application/json'],
          ['Typeform-Signature', null],
          ['Accept-Encoding', 'gzip'],
        ],
        body: compactJson(event),
        deliveryId,
      };
    },
  };
}

function response(fresh: Fresh, isPartial: boolean) {
  const token = fresh.small(32);
  const [name, email, rating] = ['name', 'email', 'rating'].map((ref) => ({ id: fresh.base62(12), ref }));
  const fields = [
    { ...name, type: 'short_text', title: 'What is your name?', properties: {} },
    { ...email, type: 'email', title: 'Where can we reach you?', properties: {} },
    { ...rating, type: 'rating', title: 'How did you like the workshop?', properties: {} },
  ];
  const answers = [
    { type: 'text', text: mira.name, field: { ...name, type: 'short_text' } },
    { type: 'email', email: mira.email, field: { ...email, type: 'email' } },
    { type: 'number', number: 5, field: { ...rating, type: 'rating' } },
  ];
  return {
    form_id: fresh.base62(8),
    token,
    landed_at: fresh.isoSeconds(-90_000),
    ...(isPartial ? {} : { submitted_at: fresh.isoSeconds(-1000) }),
    definition: { id: fresh.base62(8), title: 'Workshop feedback', fields },
    answers: isPartial ? answers.slice(0, 1) : answers,
  };
}

export const typeform: SampleProvider = {
  id: 'typeform',
  source: 'https://www.typeform.com/developers/webhooks/example-payload/',
  events: [
    sample('form_response', 'Form submitted', false),
    sample('form_response_partial', 'Form submitted in part', true),
  ],
};
