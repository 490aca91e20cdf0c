import { at, parsed } from '../recognise/reading.ts';

/** Where Amazon SNS is: what its own validator holds certificates to (sns-validator, `defaultHostPattern`). */
const snsHost = /^sns\.[a-zA-Z0-9-]{3,}\.amazonaws\.com(\.cn)?$/;

/**
 * The URL that confirms a subscription to Amazon SNS when it is opened; null if a body has none, or one of another host. Only
 * people open it: otherwise any sender could make the server open URLs.
 */
export function subscribeUrl(body: string): string | null {
  const message = parsed(body);
  const url = at(message, ['SubscribeURL']);
  if (at(message, ['Type']) !== 'SubscriptionConfirmation' || typeof url !== 'string') return null;
  const there = URL.canParse(url) ? new URL(url) : null;
  const isAmazon = there?.protocol === 'https:' && there.username === '' && snsHost.test(there.host);
  return isAmazon ? there.href : null;
}
