import { first } from '#lib/http/header-lookup.ts';
import type { Header } from '#lib/model/capture.ts';

/** Headers in which senders say when they sent, in seconds or milliseconds since the epoch. */
const names = [
  'webhook-timestamp',
  'svix-timestamp',
  'x-slack-request-timestamp',
  'x-signature-timestamp',
  'x-zm-request-timestamp',
  'x-hubspot-request-timestamp',
  'x-twilio-email-event-webhook-timestamp',
];

/**
 * When the sender says it sent a request, milliseconds since the epoch: a header made for it, the `t=` of a signature, or
 * `Date` (RFC 9110 §6.6.1). Null when it does not say.
 */
export function sentAt(headers: readonly Header[]): number | null {
  for (const name of names) {
    const value = first(headers, name);
    if (value !== null && /^\d{10}(?:\d{3})?$/.test(value)) return epoch(value);
  }
  for (const name of ['stripe-signature', 'calendly-webhook-signature', 'paddle-signature']) {
    const seconds = /(?:^|[,;])\s*ts?=(\d{10})(?:[,;]|$)/.exec(first(headers, name) ?? '')?.[1];
    if (seconds !== undefined) return epoch(seconds);
  }
  const date = Date.parse(first(headers, 'date') ?? '');
  return Number.isNaN(date) ? null : date;
}

function epoch(digits: string): number {
  return digits.length === 10 ? Number(digits) * 1000 : Number(digits);
}
