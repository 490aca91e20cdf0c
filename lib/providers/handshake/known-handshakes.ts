import type { Handshake } from './handshake.ts';
import { asana } from './known/asana.ts';
import { cloudevents } from './known/cloudevents.ts';
import { discord } from './known/discord.ts';
import { dropbox } from './known/dropbox.ts';
import { eventGrid } from './known/event-grid.ts';
import { graph } from './known/graph.ts';
import { intercom } from './known/intercom.ts';
import { mailchimp } from './known/mailchimp.ts';
import { mandrill } from './known/mandrill.ts';
import { meta } from './known/meta.ts';
import { monday } from './known/monday.ts';
import { okta } from './known/okta.ts';
import { slack } from './known/slack.ts';
import { strava } from './known/strava.ts';
import { trello } from './known/trello.ts';
import { twitch } from './known/twitch.ts';
import { websub } from './known/websub.ts';
import { x } from './known/x.ts';
import { xero } from './known/xero.ts';
import { zoom } from './known/zoom.ts';

/**
 * Every handshake that Wirebin can respond to, each a file in `known/`; `source` of a provider links its documentation. If a request
 * matches two, the first in this list responds. So monday.com, which is recognized by what its body lacks, comes after Twitch, which
 * also sends a challenge; those that respond to every GET or HEAD come last. Amazon SNS is not here, because it sends a link that a
 * person has to open (`subscribe-url.ts`).
 */
export const handshakes: readonly Handshake[] = [
  slack,
  discord,
  zoom,
  x,
  twitch,
  okta,
  asana,
  eventGrid,
  cloudevents,
  graph,
  websub,
  meta,
  strava,
  dropbox,
  monday,
  xero,
  mandrill,
  intercom,
  trello,
  mailchimp,
];
