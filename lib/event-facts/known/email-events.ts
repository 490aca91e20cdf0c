import { clause, plainWords, quoted, sentence } from '../phrases.ts';

/** What happened to an email, by the names that SendGrid and Mailchimp Transactional give. */
const happenings: Readonly<Record<string, string>> = {
  bounce: 'bounced',
  click: 'was clicked',
  deferral: 'was deferred',
  deferred: 'was deferred',
  delivered: 'was delivered',
  dropped: 'was dropped',
  hard_bounce: 'bounced (hard)',
  open: 'was opened',
  processed: 'was processed',
  reject: 'was rejected',
  send: 'was sent',
  soft_bounce: 'bounced (soft)',
  spam: 'was reported as spam',
  spamreport: 'was reported as spam',
};

/** `The email “Welcome” to mira@example.com was opened`; null without an event. */
export function emailEvent(
  event: string | null,
  recipient: string | null,
  subject: string | null,
): string | null {
  if (event === null) return null;
  if (event === 'unsub' || event === 'unsubscribe' || event === 'group_unsubscribe') {
    return `${recipient ?? 'A recipient'} unsubscribed`;
  }
  if (event === 'group_resubscribe') return `${recipient ?? 'A recipient'} subscribed again`;
  const words = Object.hasOwn(happenings, event) ? happenings[event]! : `has the event ${plainWords(event)}`;
  return sentence('The email', quoted(subject), clause('to', recipient), words);
}
