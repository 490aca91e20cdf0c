import type { SecretCipher } from '#lib/access/secrets/secret-cipher.ts';
import type { Config } from '#lib/config/read-config.ts';
import type { DecodeBody } from '#lib/content-encoding/decode-queue.ts';
import type { Deliveries } from '#lib/deliveries/deliveries.ts';
import type { Egress } from '#lib/egress/egress.ts';
import type { Forwards } from '#lib/forwarding/forwards.ts';
import type { Announce } from '#lib/live/announce.ts';
import type { Following } from '#lib/live/following.ts';
import type { HeldAnywhere } from '#lib/live/peers/held-anywhere.ts';
import type { Subscriptions } from '#lib/live/subscriptions.ts';
import type { Store } from '#lib/store/store.ts';
import type { Turns } from '#lib/store/turns.ts';
import type { CheckSchemas } from '#lib/wire/incoming/check-schemas.ts';
import type { CheckSignature } from '#lib/wire/incoming/check-signature.ts';
import type { KeepBody } from '#lib/wire/incoming/keep-body.ts';
import type { RespondFromUpstream } from '#lib/wire/response/respond-from-upstream.ts';
import type { Waits } from '#lib/wire/response/wait-limits.ts';
import type { Workers } from '#lib/workers/workers.ts';
import type { Counts } from './counts.ts';
import type { DeclaredBins } from './declared/declared-bins.ts';
import type { Metrics } from './metrics.ts';
import type { GateServices } from './open-gate.ts';
import type { RecentTraffic } from './recent-traffic.ts';

/** The live objects that Next code needs, available through `app/services.ts`. */
export type Services = Omit<GateServices, 'close'> & {
  readonly config: Config;
  readonly store: Store;
  /** Lets long work yield regularly, so that other requests are handled in between. */
  readonly turns: Turns;
  readonly announce: Announce;
  /** The programs that wait for captures. */
  readonly subscriptions: Subscriptions;
  readonly following: Following;
  readonly keepBody: KeepBody;
  readonly checkSignature: CheckSignature;
  readonly checkSchemas: CheckSchemas;
  /** Encrypts secrets; null where no `SECRET_KEY` is set. */
  readonly cipher: SecretCipher | null;
  readonly waits: Waits;
  readonly held: HeldAnywhere;
  /** Sends requests to other servers and to bins of this one. */
  readonly egress: Egress;
  /** The requests that bins send. */
  readonly deliveries: Deliveries;
  /** The rules by which bins send requests on. */
  readonly forwards: Forwards;
  readonly respondFromUpstream: RespondFromUpstream;
  /** Decodes bodies for views. */
  readonly decodeBody: DecodeBody;
  /** Decodes bodies for downloads. It has its own queue, because reading a download may itself decode for a view. */
  readonly decodeDownload: DecodeBody;
  readonly workers: Workers;
  /** Whether our server is in front and sets `originHeader` to the origin of the request; otherwise anyone may set it. */
  readonly saysOrigin: boolean;
  readonly counts: Readonly<Counts>;
  readonly recentTraffic: RecentTraffic;
  readonly metrics: Metrics;
  /** The number of open connections: all, and those of inspectors. */
  readonly connections: () => { all: number; watching: number };
  /** The slugs that the bins file currently declares. */
  readonly declared: DeclaredBins;
  /** Logs an action taken with the admin token. */
  readonly note: (words: string, facts: Record<string, unknown>) => void;
  /** Logs an internal error. */
  readonly reportError: (error: unknown) => void;
};

const door = Symbol.for('wirebin.services');
type Door = { [door]?: Services };

/**
 * Publishes the live objects on the global object: Next bundles its own code and may load a module more than once, so a
 * variable of a module would not be shared.
 */
export function publishServices(services: Services): void {
  (globalThis as Door)[door] = services;
}

export function publishedServices(): Services | undefined {
  return (globalThis as Door)[door];
}
