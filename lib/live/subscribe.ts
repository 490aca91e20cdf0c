import { askerAt, openCountedBin } from '#lib/access/counted-call.ts';
import { hashKey } from '#lib/access/keys.ts';
import type { Gate } from '#lib/access/limits/request-limits.ts';
import { bearerKey, type Entry, openBin } from '#lib/access/open-bin.ts';
import type { CaptureView } from '#lib/access/views/capture-view.ts';
import { openView } from '#lib/access/views/open-view.ts';
import type { Config } from '#lib/config/read-config.ts';
import type { DecodeBody } from '#lib/content-encoding/decode-queue.ts';
import { filterIn } from '#lib/filter/filter-in.ts';
import type { Filter } from '#lib/filter/read-filter.ts';
import { type Asker, AskerLeft } from '#lib/model/asker.ts';
import type { RateUse } from '#lib/model/rate-limit-fields.ts';
import type { Store } from '#lib/store/store.ts';
import type { withHeld } from '#lib/summary/with-held.ts';
import type { Workers } from '#lib/workers/workers.ts';
import type { Subscription } from './subscription.ts';
import type { Subscriptions } from './subscriptions.ts';

/** What programs that wait for captures need of the server. */
export type FollowingParts = Parameters<typeof withHeld>[2] & {
  readonly store: Store;
  readonly gate: Pick<Gate, 'countCall'>;
  readonly config: Pick<Config, 'rates'>;
  readonly workers: Workers;
  readonly decodeBody: DecodeBody;
  readonly subscriptions: Subscriptions;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
};

/** A call of the API that waits for captures. */
export type FollowingCall = {
  readonly slug: string;
  /** The value of the `Authorization` header. */
  readonly authorization: string | null;
  /** The value of the `Wirebin-Mask` header. */
  readonly masking: string | null;
  readonly query: Iterable<[string, string]>;
  /** The value of the `Last-Event-ID` header. */
  readonly lastEventId: string | null;
  /** The IP address of the client; empty where it is unknown. */
  readonly sender: string;
  /** The origin of this server, for URLs in responses. */
  readonly origin: string;
  /** Aborted when the client disconnects. */
  readonly signal: AbortSignal;
  /** Notes what is left of a rate limit, for the headers of the response. */
  readonly noteRate: (use: RateUse | null) => void;
};

/** A program that reads the captures of a bin as they are received. */
export type Subscribed = Entry & {
  /** The captures as the link shows them, read on behalf of an asker. */
  readonly viewFor: (asker: Asker) => CaptureView;
  /** The same, until the client disconnects or `stopReading` is called. */
  readonly view: CaptureView;
  readonly asker: Asker;
  readonly subscription: Subscription;
  readonly filter: Filter | undefined;
  /** The seq after which captures are wanted. */
  readonly after: number;
  /** Ends what is being read for it. */
  readonly stopReading: () => void;
};

/**
 * Subscribes to the captures that the key of a call may see. The caller has to close the subscription. It ends when the client
 * disconnects.
 */
export async function subscribe(
  parts: FollowingParts,
  call: FollowingCall,
  { filter: text, after }: { filter?: string | undefined; after: number | 'latest' },
): Promise<Subscribed> {
  const now = parts.now();
  const key = bearerKey(call.authorization);
  const { slug, masking, noteRate } = call;
  const counted = { ...parts, noteRate };
  const { bin, link } = await openCountedBin(counted, { key, slug, action: 'look', masking, now });
  const filter = await filterIn(text, now);
  const reading = new AbortController();
  const asker = askerAt(call.sender, link, reading.signal);
  const viewFor = (asker: Asker) => openView(parts, { bin, link }, asker);
  const view = viewFor(asker);
  const subscription = parts.subscriptions.open({
    binId: bin.id,
    link,
    keyHash: hashKey(key ?? ''),
    filter,
    now,
  });
  const stopReading = () => reading.abort();
  const leave = () => {
    stopReading();
    subscription.end(new AskerLeft());
  };
  if (call.signal.aborted) leave();
  else call.signal.addEventListener('abort', leave, { once: true });
  try {
    await parts.subscriptions.known();
    // A revocation before the subscription was opened did not end it.
    await checkAccess(parts, call);
    const from = after === 'latest' ? (await view.counts()).head : after;
    return { bin, link, viewFor, view, asker, subscription, filter, after: from, stopReading };
  } catch (error) {
    subscription.close();
    throw error;
  }
}

/** Fails where the key of a call opens its bin no more. */
export async function checkAccess(
  { store, now }: Pick<FollowingParts, 'store' | 'now'>,
  { authorization, slug }: Pick<FollowingCall, 'authorization' | 'slug'>,
): Promise<void> {
  await openBin(store, bearerKey(authorization), slug, 'look', now());
}
