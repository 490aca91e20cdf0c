import { calendly } from './known/calendly.ts';
import { cloudevents } from './known/cloudevents.ts';
import { discord } from './known/discord.ts';
import { dropbox } from './known/dropbox.ts';
import { eventGrid } from './known/event-grid.ts';
import { github } from './known/github.ts';
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
import { svix } from './known/svix.ts';
import { twilio } from './known/twilio.ts';
import { typeform } from './known/typeform.ts';
import { woocommerce } from './known/woocommerce.ts';
import { x } from './known/x.ts';
import { zendesk } from './known/zendesk.ts';
import { zoom } from './known/zoom.ts';
import type { SampleEvent, SampleProvider } from './sample.ts';

/** Every provider with sample events, in the order menus show them. */
export const sampleProviders: readonly SampleProvider[] = [
  github,
  stripe,
  slack,
  discord,
  twilio,
  mailchimp,
  mandrill,
  woocommerce,
  shopify,
  gitlab,
  standardWebhooks,
  svix,
  sns,
  cloudevents,
  eventGrid,
  meta,
  graph,
  zoom,
  paypal,
  square,
  hubspot,
  sendgrid,
  linear,
  paddle,
  zendesk,
  typeform,
  calendly,
  x,
  dropbox,
  okta,
];

/** The sample events of a provider; undefined where there are none. */
export function sampleProvider(id: string): SampleProvider | undefined {
  return sampleProviders.find((provider) => provider.id === id);
}

/** A sample event by its ID; undefined where the provider has no such sample. */
export function sampleEvent({ events }: SampleProvider, id: string): SampleEvent | undefined {
  return events.find((event) => event.id === id);
}
