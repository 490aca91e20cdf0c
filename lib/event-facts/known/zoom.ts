import type { EventReader } from '../event-facts.ts';
import { capitalised, clause, happened, plainWords, quoted, sentence } from '../phrases.ts';

export const zoom: EventReader = {
  providers: ['zoom'],
  source: 'https://developers.zoom.us/docs/api/rest/webhook-reference/',
  read({ event, payload }) {
    const name = payload.text('event') ?? event;
    if (name === null) return null;
    if (name === 'endpoint.url_validation') {
      return {
        sentence: 'Zoom asks whether this URL accepts events',
        facts: [payload.fact('Plain token', 'payload.plainToken')],
      };
    }
    const object = payload.at('payload.object');
    const participant = object.at('participant');
    const [kind = '', action = ''] = name.split('.');
    const noun = kind === 'webinar' ? 'webinar' : 'meeting';
    const topic = quoted(object.text('topic'));
    const movement = /^participant_(joined|left)/.exec(action)?.[1];
    return {
      sentence: movement
        ? sentence(participant.text('user_name') ?? 'A participant', movement, noun, topic)
        : sentence(capitalised(plainWords(kind)), topic ?? object.text('email', 'name'), happened(action)),
      facts: [
        participant.fact('Participant', 'user_name'),
        participant.fact('Email', 'email') ?? object.fact('Email', 'email'),
        object.fact(capitalised(noun), 'id'),
        object.fact('Host', 'host_email', 'host_id'),
        object.fact('Start', 'start_time'),
        object.fact('End', 'end_time'),
        object.computed(
          'Duration',
          clause(object.text('duration') ?? '', object.text('duration') && 'min'),
          'duration',
        ),
        object.fact('Recording', 'share_url'),
      ],
    };
  },
};
