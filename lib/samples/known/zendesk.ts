import type { Fresh } from '../fresh.ts';
import { mira } from '../invented.ts';
import type { SampleEvent, SampleProvider } from '../sample.ts';
import { compactJson } from '../serialise.ts';

function sample(
  name: string,
  title: string,
  subject: 'ticket' | 'user',
  members: (fresh: Fresh) => { readonly detail: object; readonly event: object },
): SampleEvent {
  const type = `zen:event-type:${name}`;
  return {
    id: name,
    title,
    event: type,
    make(fresh) {
      const deliveryId = fresh.base36(26);
      const account = fresh.number(8);
      const body = {
        account_id: account,
        ...members(fresh),
        id: fresh.uuid(),
        subject: `zen:${subject}:${fresh.digits(subject === 'ticket' ? 4 : 12)}`,
        time: fresh.iso(-1200),
        type,
        zendesk_event_version: '2022-06-20',
      };
      return {
        headers: [
          ['Content-Type', 'application/json'],
          ['User-Agent', 'Zendesk Webhook'],
          ['X-Zendesk-Account-Id', String(account)],
          ['X-Zendesk-Webhook-Id', fresh.base36(26)],
          ['X-Zendesk-Webhook-Invocation-Id', deliveryId],
          ['X-Zendesk-Webhook-Signature', null],
          ['X-Zendesk-Webhook-Signature-Timestamp', fresh.isoSeconds()],
        ],
        body: compactJson(body),
        deliveryId,
      };
    },
  };
}

function ticket(fresh: Fresh, status: string) {
  return {
    actor_id: fresh.digits(12),
    assignee_id: fresh.digits(12),
    brand_id: fresh.digits(12),
    created_at: fresh.isoSeconds(-60_000),
    custom_status: fresh.digits(12),
    description: 'My mug arrived with a crack in the handle.',
    external_id: null,
    form_id: fresh.digits(12),
    group_id: fresh.digits(12),
    id: fresh.digits(4),
    is_public: true,
    organization_id: null,
    priority: 'NORMAL',
    requester_id: fresh.digits(12),
    status,
    subject: 'Broken mug',
    submitter_id: fresh.digits(12),
    tags: ['breakage'],
    type: 'QUESTION',
    updated_at: fresh.isoSeconds(-1500),
    via: { channel: 'web_service' },
  };
}

export const zendesk: SampleProvider = {
  id: 'zendesk',
  source: 'https://developer.zendesk.com/api-reference/webhooks/event-types/ticket-events/',
  events: [
    sample('ticket.created', 'Ticket created', 'ticket', (fresh) => ({
      detail: ticket(fresh, 'NEW'),
      event: { meta: { sequence: { id: fresh.uuid(), position: 1, total: 1 } } },
    })),
    sample('ticket.status_changed', 'Ticket status changed', 'ticket', (fresh) => ({
      detail: ticket(fresh, 'SOLVED'),
      event: { current: 'SOLVED', previous: 'OPEN' },
    })),
    sample('ticket.comment_added', 'Comment added', 'ticket', (fresh) => ({
      detail: ticket(fresh, 'OPEN'),
      event: {
        comment: {
          author: { id: fresh.digits(12), is_staff: true, name: mira.name },
          body: 'A new one is on its way.',
          id: fresh.digits(12),
          is_public: true,
        },
      },
    })),
    sample('user.created', 'User created', 'user', (fresh) => ({
      detail: {
        created_at: fresh.isoSeconds(-1500),
        default_group_id: '',
        email: mira.email,
        external_id: '',
        id: fresh.digits(12),
        organization_id: '',
        role: 'end-user',
        updated_at: fresh.isoSeconds(-1500),
      },
      event: {},
    })),
  ],
};
