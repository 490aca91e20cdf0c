import type { EventReader } from '../event-facts.ts';
import { counted, sentence } from '../phrases.ts';
import { emailEvent } from './email-events.ts';

export const sendgrid: EventReader = {
  providers: ['sendgrid'],
  source: 'https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event',
  read({ payload }) {
    const first = payload.at('0');
    const happening = emailEvent(first.text('event'), first.text('email'), null);
    if (happening === null) return null;
    const more = Array.isArray(payload.value) ? payload.value.length - 1 : 0;
    return {
      sentence: sentence(happening, more > 0 ? `and ${counted(more, 'more event')}` : null),
      facts: [
        first.fact('Recipient', 'email'),
        first.fact('Reason', 'reason'),
        first.fact('Server response', 'response'),
        first.fact('Link', 'url'),
        first.fact('Category', 'category', 'category.0'),
        first.fact('Message', 'sg_message_id'),
        first.fact('Event ID', 'sg_event_id'),
      ],
    };
  },
};
