import { bearerKey, type Entry, openBin } from '#lib/access/open-bin.ts';
import type { CaptureView } from '#lib/access/views/capture-view.ts';
import type { Filter } from '#lib/filter/read-filter.ts';
import type { Subscription } from '#lib/live/subscription.ts';
import { type Asker, AskerLeft } from '#lib/model/asker.ts';
import { filterIn } from './filter-in.ts';
import { authorize, type Call, capturesOf } from './handler.ts';

/** A program that reads the captures of a bin as they are received. */
export type Subscribed = Entry & {
  /** The captures as the link shows them. */
  readonly captures: CaptureView;
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
  call: Call<{ slug: string }>,
  { filter: text, after }: { filter?: string | undefined; after: number | 'latest' },
): Promise<Subscribed> {
  const { bin, link, asker: authorized } = await authorize(call, 'look');
  const filter = await filterIn(text, call.now);
  const reading = new AbortController();
  const asker = { name: authorized.name, signal: reading.signal };
  const captures = await capturesOf({ bin, link }, asker);
  const subscription = call.subscriptions.open({ binId: bin.id, link, filter, now: call.now });
  const { signal } = call.request;
  const leave = () => {
    reading.abort();
    subscription.end(new AskerLeft());
  };
  if (signal.aborted) leave();
  else signal.addEventListener('abort', leave, { once: true });
  try {
    // A revocation before the subscription was opened did not end it.
    await checkAccess(call);
    const from = after === 'latest' ? (await captures.counts()).head : after;
    const stopReading = () => reading.abort();
    return { bin, link, captures, asker, subscription, filter, after: from, stopReading };
  } catch (error) {
    subscription.close();
    throw error;
  }
}

/** Fails where the key of a call opens its bin no more. */
export async function checkAccess({
  store,
  request,
  params,
}: Pick<Call<{ slug: string }>, 'store' | 'request' | 'params'>): Promise<void> {
  await openBin(store, bearerKey(request.headers.get('authorization')), params.slug, 'look', Date.now());
}
