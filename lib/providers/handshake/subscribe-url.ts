import { at, parsed } from '../reading.ts';

/** Where Amazon SNS is: what its own validator holds certificates to (sns-validator, `defaultHostPattern`). */
const snsHost = /^sns\.[a-zA-Z0-9-]{3,}\.amazonaws\.com(\.cn)?$/;

/**
 * The URL that confirms a subscription to Amazon SNS when it is opened; null when a body asks for nothing, or for a place that
 * is not Amazon's. It is for people to click: whoever sends to a bin would otherwise say what the server opens.
 */
export function subscribeUrl(body: string): string | null {
  const message = parsed(body);
  const url = at(message, ['SubscribeURL']);
  if (at(message, ['Type']) !== 'SubscriptionConfirmation' || typeof url !== 'string') return null;
  const there = URL.canParse(url) ? new URL(url) : null;
  const isAmazon = there?.protocol === 'https:' && there.username === '' && snsHost.test(there.host);
  return isAmazon ? there.href : null;
}
