import type { ProviderFacts } from '#lib/model/capture.ts';
import { Reading, type Recognisable } from '#lib/providers/recognise/reading.ts';
import type { EventFacts, EventReader } from './event-facts.ts';
import type { Fact } from './fact.ts';
import { genericFacts } from './generic.ts';
import { calendly } from './known/calendly.ts';
import { cloudevents } from './known/cloudevents.ts';
import { discord } from './known/discord.ts';
import { dropbox } from './known/dropbox.ts';
import { eventGrid } from './known/event-grid.ts';
import { github } from './known/github/github.ts';
import { gitlab } from './known/gitlab.ts';
import { graph } from './known/graph.ts';
import { hubspot } from './known/hubspot.ts';
import { linear } from './known/linear.ts';
import { mailchimp } from './known/mailchimp.ts';
import { mandrill } from './known/mandrill.ts';
import { meta } from './known/meta.ts';
import { okta } from './known/okta.ts';
import { paddle } from './known/paddle.ts';
import { paypal } from './known/paypal.ts';
import { sendgrid } from './known/sendgrid.ts';
import { shopify } from './known/shopify.ts';
import { slack } from './known/slack.ts';
import { sns } from './known/sns.ts';
import { square } from './known/square.ts';
import { standardWebhooks } from './known/standard-webhooks.ts';
import { stripe } from './known/stripe.ts';
import { twilio } from './known/twilio.ts';
import { typeform } from './known/typeform.ts';
import { woocommerce } from './known/woocommerce.ts';
import { x } from './known/x.ts';
import { zendesk } from './known/zendesk.ts';
import { zoom } from './known/zoom.ts';
import { emptyPayload, Payload, shortened } from './payload.ts';

/** Every provider whose events are explained. */
export const eventReaders: readonly EventReader[] = [
  calendly,
  cloudevents,
  discord,
  dropbox,
  eventGrid,
  github,
  gitlab,
  graph,
  hubspot,
  linear,
  mailchimp,
  mandrill,
  meta,
  okta,
  paddle,
  paypal,
  sendgrid,
  shopify,
  slack,
  sns,
  square,
  standardWebhooks,
  stripe,
  twilio,
  typeform,
  woocommerce,
  x,
  zendesk,
  zoom,
];

/** How many facts are given. */
const mostFacts = 6;
/** The longest sentence, characters. Its values are cut, but it may have several. */
const longestSentence = 300;

const byProvider = new Map(
  eventReaders.flatMap((reader) => reader.providers.map((id) => [id, reader] as const)),
);

/**
 * What a request says: its event in a sentence, and its facts. Of requests of unknown senders, the telling fields. Null where
 * there is nothing to say, also for a body that is longer than recognition reads. Never throws.
 */
export function eventFacts(request: Recognisable, provider: ProviderFacts | null): EventFacts | null {
  const reading = new Reading(request);
  const payload = payloadOf(reading);
  const found =
    (provider && byProvider.get(provider.id)?.read({ event: provider.event, request: reading, payload })) ??
    null;
  const facts = found?.facts.filter((fact) => fact !== null) ?? [];
  if (found === null || (found.sentence === null && facts.length === 0)) {
    const generic = genericFacts(payload, mostFacts);
    return generic.length === 0 ? null : { sentence: null, facts: generic };
  }
  return {
    sentence: found.sentence && shortened(found.sentence, longestSentence),
    facts: withoutRepeats(facts).slice(0, mostFacts),
  };
}

/** The JSON of the body, or the fields of the form; of a form with JSON in its `payload`, that JSON. */
function payloadOf(reading: Reading): Payload {
  const { json, form } = reading;
  if (json !== undefined) return new Payload(json, reading.bodyKind === 'json' ? [] : null);
  return form.size > 0 ? new Payload(Object.fromEntries(form), null) : emptyPayload;
}

/** A value is given once, under its first name. Short ones may be equal by chance. */
function withoutRepeats(facts: readonly Fact[]): Fact[] {
  return facts.filter(({ value, place }, index) => {
    const first = facts.findIndex(
      (other) => (other.value === value && value.length > 5) || (place !== null && other.place === place),
    );
    return first === index || first < 0;
  });
}
