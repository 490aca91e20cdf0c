import type { Fresh } from '../fresh.ts';
import { jonas, mira } from '../invented.ts';
import type { SampleEvent, SampleProvider } from '../sample.ts';
import { compactJson } from '../serialise.ts';

type Kind = 'Issue' | 'Comment' | 'Project';
type Action = 'create' | 'update' | 'remove';

function sample(
  kind: Kind,
  action: Action,
  title: string,
  data: (fresh: Fresh) => { readonly url: string },
  updatedFrom?: (fresh: Fresh) => object,
): SampleEvent {
  return {
    id: `${kind}.${action}`,
    title,
    event: `${kind}.${action}`,
    make(fresh) {
      const deliveryId = fresh.uuid();
      const { url, ...members } = data(fresh);
      const event = {
        action,
        actor: { id: fresh.uuid(), name: mira.name, email: mira.email, type: 'user' },
        createdAt: fresh.iso(-400),
        data: { ...members, url },
        ...(updatedFrom && { updatedFrom: updatedFrom(fresh) }),
        url,
        type: kind,
        organizationId: fresh.uuid(),
        webhookTimestamp: fresh.milliseconds(),
        webhookId: fresh.uuid(),
      };
      return {
        headers: [
          ['Accept-Charset', 'utf-8'],
          ['Content-Type', 'application/json; charset=utf-8'],
          ['Linear-Delivery', deliveryId],
          ['Linear-Event', kind],
          ['Linear-Signature', null],
          ['Linear-Timestamp', String(fresh.milliseconds())],
          ['User-Agent', 'Linear-Webhook'],
        ],
        body: compactJson(event),
        deliveryId,
      };
    },
  };
}

function issue(fresh: Fresh, state: string) {
  const number = fresh.number(3);
  return {
    id: fresh.uuid(),
    createdAt: fresh.iso(-60_000),
    updatedAt: fresh.iso(-400),
    number,
    title: 'Kiln 2 reports the wrong cone',
    description: 'It says cone 5 where the witness cone says 6.',
    priority: 2,
    priorityLabel: 'High',
    identifier: `KLN-${number}`,
    state: {
      id: fresh.uuid(),
      color: '#e2e2e2',
      name: state,
      type: state === 'Done' ? 'completed' : 'unstarted',
    },
    team: { id: fresh.uuid(), key: 'KLN', name: 'Kiln' },
    assignee: { id: fresh.uuid(), name: jonas.name },
    labels: [{ id: fresh.uuid(), color: '#d9534f', name: 'Bug' }],
    url: `https://linear.app/brightwater/issue/KLN-${number}/kiln-2-reports-the-wrong-cone`,
  };
}

export const linear: SampleProvider = {
  id: 'linear',
  source: 'https://linear.app/developers/webhooks',
  events: [
    sample('Issue', 'create', 'Issue created', (fresh) => issue(fresh, 'Todo')),
    sample(
      'Issue',
      'update',
      'Issue updated',
      (fresh) => issue(fresh, 'Done'),
      (fresh) => ({ updatedAt: fresh.iso(-60_000), stateId: fresh.uuid() }),
    ),
    sample('Comment', 'create', 'Comment created', (fresh) => ({
      id: fresh.uuid(),
      createdAt: fresh.iso(-400),
      updatedAt: fresh.iso(-400),
      body: 'The thermocouple was loose, it is fixed now.',
      issueId: fresh.uuid(),
      userId: fresh.uuid(),
      user: { id: fresh.uuid(), name: mira.name },
      url: `https://linear.app/brightwater/issue/KLN-${fresh.digits(3)}#comment-${fresh.hex(8)}`,
    })),
    sample('Project', 'update', 'Project updated', (fresh) => ({
      id: fresh.uuid(),
      createdAt: fresh.iso(-8e9),
      updatedAt: fresh.iso(-400),
      name: 'Kiln control 2',
      description: '',
      slugId: fresh.hex(12),
      state: 'started',
      progress: 0.4,
      url: `https://linear.app/brightwater/project/kiln-control-2-${fresh.hex(12)}`,
    })),
  ],
};
