import type { EventReader } from '../event-facts.ts';
import { capitalised, happened, plainWords, quoted, sentence } from '../phrases.ts';

export const calendly: EventReader = {
  providers: ['calendly'],
  source: 'https://developer.calendly.com/api-docs/overview-of-webhooks',
  read({ event, payload }) {
    const name = payload.text('event') ?? event;
    if (name === null) return null;
    const invitee = payload.at('payload');
    const meeting = invitee.at('scheduled_event');
    const who = invitee.text('name', 'email') ?? 'An invitee';
    const [object = '', action = ''] = name.split('.');
    return {
      sentence:
        object === 'invitee' && (action === 'created' || action === 'canceled')
          ? sentence(
              who,
              action === 'created' ? 'booked' : 'canceled',
              quoted(meeting.text('name')) ?? 'an event',
            )
          : sentence(capitalised(plainWords(object)), happened(action)),
      facts: [
        meeting.fact('Start', 'start_time'),
        meeting.fact('End', 'end_time'),
        invitee.fact('Email', 'email'),
        invitee.fact('Reason', 'cancellation.reason'),
        invitee.fact('Question', 'questions_and_answers.0.question'),
        invitee.fact('Answer', 'questions_and_answers.0.answer'),
        invitee.fact('Rescheduled', 'rescheduled'),
        invitee.fact('URI', 'uri', 'routing_form'),
      ],
    };
  },
};
