import type { ProviderFacts } from '#lib/model/capture.ts';
import { adyen } from './known/adyen.ts';
import { asana } from './known/asana.ts';
import { bitbucket } from './known/bitbucket.ts';
import { calendly } from './known/calendly.ts';
import { chargebee } from './known/chargebee.ts';
import { cloudevents } from './known/cloudevents.ts';
import { discord } from './known/discord.ts';
import { dropbox } from './known/dropbox.ts';
import { eventGrid } from './known/event-grid.ts';
import { forgejo } from './known/forgejo.ts';
import { fusionauth } from './known/fusionauth.ts';
import { gitea } from './known/gitea.ts';
import { github } from './known/github.ts';
import { gitlab } from './known/gitlab.ts';
import { graph } from './known/graph.ts';
import { heroku } from './known/heroku.ts';
import { hubspot } from './known/hubspot.ts';
import { intercom } from './known/intercom.ts';
import { jira } from './known/jira.ts';
import { linear } from './known/linear.ts';
import { mailchimp } from './known/mailchimp.ts';
import { mandrill } from './known/mandrill.ts';
import { meta } from './known/meta.ts';
import { monday } from './known/monday.ts';
import { okta } from './known/okta.ts';
import { paddle } from './known/paddle.ts';
import { pagerduty } from './known/pagerduty.ts';
import { paypal } from './known/paypal.ts';
import { postmark } from './known/postmark.ts';
import { sendgrid } from './known/sendgrid.ts';
import { sentry } from './known/sentry.ts';
import { shopify } from './known/shopify.ts';
import { slack } from './known/slack.ts';
import { sns } from './known/sns.ts';
import { square } from './known/square.ts';
import { standardWebhooks } from './known/standard-webhooks.ts';
import { strava } from './known/strava.ts';
import { stripe } from './known/stripe.ts';
import { svix } from './known/svix.ts';
import { trello } from './known/trello.ts';
import { twilio } from './known/twilio.ts';
import { twitch } from './known/twitch.ts';
import { typeform } from './known/typeform.ts';
import { vercel } from './known/vercel.ts';
import { webflow } from './known/webflow.ts';
import { websub } from './known/websub.ts';
import { woocommerce } from './known/woocommerce.ts';
import { x } from './known/x.ts';
import { xero } from './known/xero.ts';
import { zendesk } from './known/zendesk.ts';
import { zoom } from './known/zoom.ts';
import type { Provider } from './provider.ts';
import { firstMarked } from './recognise/first-marked.ts';
import type { Recognisable } from './recognise/reading.ts';
import { Reading } from './recognise/reading.ts';

/**
 * Every provider. Where several match a request, the first of this list wins: Forgejo and Gitea also send the headers of their
 * ancestors, and GitLab can sign by Standard Webhooks.
 */
export const providers: readonly Provider[] = [
  forgejo,
  gitea,
  github,
  gitlab,
  bitbucket,
  jira,
  slack,
  discord,
  sendgrid,
  twilio,
  mandrill,
  mailchimp,
  woocommerce,
  stripe,
  shopify,
  paypal,
  linear,
  square,
  zoom,
  x,
  sns,
  eventGrid,
  dropbox,
  okta,
  hubspot,
  paddle,
  zendesk,
  typeform,
  calendly,
  vercel,
  webflow,
  trello,
  twitch,
  asana,
  xero,
  heroku,
  sentry,
  pagerduty,
  fusionauth,
  svix,
  standardWebhooks,
  cloudevents,
  intercom,
  websub,
  meta,
  graph,
  monday,
  strava,
  adyen,
  postmark,
  chargebee,
];

const firstMatching = firstMarked(providers);

/** The provider of a request, its event and delivery ID; null when none is recognized. Never throws. */
export function recognise(request: Recognisable): ProviderFacts | null {
  const reading = new Reading(request);
  const provider = firstMatching(reading);
  return (
    provider && {
      id: provider.id,
      event: provider.event?.read(reading) ?? null,
      deliveryId: provider.deliveryId?.read(reading) ?? null,
    }
  );
}

/** The provider with this ID; undefined where only a later version knows it. */
export function providerOf(id: string): Provider | undefined {
  return byId.get(id);
}

const byId = new Map(providers.map((provider) => [provider.id, provider]));
