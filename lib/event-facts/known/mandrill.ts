import { parsed } from '#lib/providers/recognise/reading.ts';
import type { EventReader } from '../event-facts.ts';
import { Payload } from '../payload.ts';
import { counted, sentence } from '../phrases.ts';
import { emailEvent } from './email-events.ts';

export const mandrill: EventReader = {
  providers: ['mandrill'],
  source: 'https://mailchimp.com/developer/transactional/docs/webhooks/',
  read({ request }) {
    const text = request.form.get('mandrill_events');
    const events = new Payload(text === undefined ? undefined : parsed(text), null);
    const count = Array.isArray(events.value) ? events.value.length : null;
    if (count === null) return null;
    if (count === 0)
      return { sentence: 'Mailchimp Transactional tests this URL, without an event', facts: [] };
    const first = events.at('0');
    return {
      sentence: sentence(
        emailEvent(first.text('event'), first.text('msg.email'), first.text('msg.subject')),
        count > 1 ? `and ${counted(count - 1, 'more event')}` : null,
      ),
      facts: [
        first.fact('Recipient', 'msg.email'),
        first.fact('Sender', 'msg.sender'),
        first.fact('Subject', 'msg.subject'),
        first.fact('Link', 'url'),
        first.fact('Reason', 'msg.bounce_description', 'msg.diag'),
        first.fact('Message', 'msg._id'),
      ],
    };
  },
};
