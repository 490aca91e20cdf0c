import type { Fresh } from '../fresh.ts';
import { jonas, mira } from '../invented.ts';
import type { SampleEvent, SampleProvider } from '../sample.ts';
import { compactJson } from '../serialise.ts';

const api = 'https://api.calendly.com';

function sample(event: string, title: string, payload: (fresh: Fresh) => object): SampleEvent {
  return {
    id: event,
    title,
    event,
    make: (fresh) => ({
      headers: [
        ['User-Agent', 'Calendly'],
        ['Accept', '*/*'],
        ['Content-Type', 'application/json'],
        ['Calendly-Webhook-Signature', null],
      ],
      body: compactJson({
        created_at: fresh.iso(-800).replace('Z', '000Z'),
        created_by: `${api}/users/${fresh.uuid()}`,
        event,
        payload: payload(fresh),
      }),
    }),
  };
}

function invitee(fresh: Fresh, isCanceled: boolean) {
  const scheduled = `${api}/scheduled_events/${fresh.uuid()}`;
  const uuid = fresh.uuid();
  return {
    cancel_url: `https://calendly.com/cancellations/${uuid}`,
    created_at: fresh.iso(-60_000),
    email: mira.email,
    event: scheduled,
    first_name: mira.first,
    last_name: mira.last,
    name: mira.name,
    new_invitee: null,
    no_show: null,
    old_invitee: null,
    payment: null,
    questions_and_answers: [
      { answer: 'Two bowls and a plate.', position: 0, question: 'What would you like to fire?' },
    ],
    reschedule_url: `https://calendly.com/reschedulings/${uuid}`,
    rescheduled: false,
    scheduled_event: {
      uri: scheduled,
      name: 'Kiln booking',
      status: isCanceled ? 'canceled' : 'active',
      start_time: fresh.iso(2 * 86_400_000),
      end_time: fresh.iso(2 * 86_400_000 + 3_600_000),
      event_type: `${api}/event_types/${fresh.uuid()}`,
      location: { type: 'physical', location: 'Kiln 2' },
      invitees_counter: { total: 1, active: isCanceled ? 0 : 1, limit: 1 },
      event_memberships: [
        { user: `${api}/users/${fresh.uuid()}`, user_email: jonas.email, user_name: jonas.name },
      ],
      event_guests: [],
    },
    status: isCanceled ? 'canceled' : 'active',
    ...(isCanceled && {
      cancellation: { canceled_by: mira.name, reason: 'I am away that day.', canceler_type: 'invitee' },
    }),
    timezone: 'America/Los_Angeles',
    tracking: { utm_campaign: null, utm_source: null, utm_medium: null, utm_content: null, utm_term: null },
    updated_at: fresh.iso(-900),
    uri: `${scheduled}/invitees/${uuid}`,
  };
}

export const calendly: SampleProvider = {
  id: 'calendly',
  source: 'https://developer.calendly.com/api-docs/ZG9jOjM2MzE2MDM4-webhook-signatures',
  events: [
    sample('invitee.created', 'Invitee created', (fresh) => invitee(fresh, false)),
    sample('invitee.canceled', 'Invitee canceled', (fresh) => invitee(fresh, true)),
    sample('routing_form_submission.created', 'Routing form submitted', (fresh) => ({
      uri: `${api}/routing_form_submissions/${fresh.uuid()}`,
      routing_form: `${api}/routing_forms/${fresh.uuid()}`,
      questions_and_answers: [{ question_uuid: fresh.uuid(), question: 'What do you make?', answer: 'Mugs' }],
      result: { type: 'event_type', value: `${api}/event_types/${fresh.uuid()}` },
      submitter: null,
      submitter_type: null,
      created_at: fresh.iso(-900),
      updated_at: fresh.iso(-900),
    })),
  ],
};
