import { readable } from '#lib/http/byte-string.ts';
import { atHeader } from './header-lines.ts';
import type { Check } from './problem.ts';

/** Headers with a single value, which must not be repeated (RFC 9110 §5.3). Host has a check of its own. */
const single = new Set(
  'authorization content-disposition content-length content-location content-range content-type date etag expect from if-modified-since if-range if-unmodified-since idempotency-key max-forwards origin proxy-authorization range referer stripe-signature traceparent user-agent webhook-id webhook-timestamp x-github-delivery x-github-event x-hub-signature x-hub-signature-256 x-request-id x-shopify-hmac-sha256 x-slack-request-timestamp x-slack-signature x-twilio-signature'.split(
    ' ',
  ),
);

/** A repeated header that must not be repeated. */
export const onceOnly: Check = function* ({ capture: { headers } }) {
  const seen = new Map<string, string>();
  for (const [index, [sent, value]] of headers.entries()) {
    const name = sent.toLowerCase();
    if (!single.has(name)) continue;
    const before = seen.get(name);
    seen.set(name, before ?? value);
    if (before === undefined) continue;
    const differ = before !== value;
    yield {
      tone: differ ? 'bad' : 'careful',
      words: differ
        ? `${readable(sent)} occurs more than once with different values. Programs may use either.`
        : `${readable(sent)} occurs more than once with the same value.`,
      place: atHeader({ number: index + 1 }),
    };
  }
};
