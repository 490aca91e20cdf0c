import type { Fresh } from './fresh.ts';
import { company, mira } from './invented.ts';
import type { SampleDraft, SampleEvent } from './sample.ts';
import { compactJson } from './serialise.ts';

/**
 * Events in the form that Standard Webhooks recommends, `type`, `timestamp` and `data`, which senders fill with their own data. `head`
 * gives the headers and the delivery ID.
 */
export function standardEvents(head: (fresh: Fresh) => Omit<SampleDraft, 'body'>): readonly SampleEvent[] {
  const sample = (type: string, title: string, data: (fresh: Fresh) => object): SampleEvent => ({
    id: type,
    title,
    event: type,
    make: (fresh) => ({
      ...head(fresh),
      body: compactJson({ type, timestamp: fresh.iso(-500), data: data(fresh) }),
    }),
  });
  return [
    sample('user.created', 'User created', (fresh) => ({
      id: `usr_${fresh.small(20)}`,
      email: mira.email,
      first_name: mira.first,
      last_name: mira.last,
      created_at: fresh.iso(-500),
    })),
    sample('invoice.paid', 'Invoice paid', (fresh) => ({
      id: `inv_${fresh.small(20)}`,
      amount: 4200,
      currency: 'USD',
      customer: { name: company.name, country: company.country },
      paid_at: fresh.iso(-500),
    })),
    sample('email.bounced', 'Email bounced', (fresh) => ({
      email_id: fresh.uuid(),
      from: `orders@${company.domain}`,
      to: [mira.email],
      subject: 'Your order has shipped',
      bounce: { type: 'Permanent', message: 'The mailbox does not exist.' },
    })),
  ];
}
