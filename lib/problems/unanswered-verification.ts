import { unansweredVerifications } from '#lib/providers/handshake/verification-in.ts';
import { providerName } from '#lib/providers/names.ts';
import type { Check } from './problem.ts';

/** A URL verification that got another response than the provider expects: it refuses the URL. */
export const unansweredVerification: Check = function* ({ capture, body }) {
  if (body === null) return;
  const found = unansweredVerifications(capture, body);
  const [first] = found;
  if (first === undefined) return;
  const { asks, gives } = first.way;
  const names = found.map(({ handshake }) => providerName({ id: handshake.provider })).join(' or ');
  yield {
    tone: 'bad',
    words: capture.provider
      ? `${names} will refuse this URL: its ${asks} expects ${gives} in the response.`
      : `This looks like a URL verification of ${names}. It expects ${gives} in the response, which did not have it.`,
    place: null,
  };
};
