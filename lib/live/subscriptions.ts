import { Failure } from '#lib/model/errors.ts';
import type { Announce } from './announce.ts';
import { type Following, type FoundCaptures, followCaptures } from './follow-captures.ts';
import { Subscription, type SubscriptionTo } from './subscription.ts';

/** The programs that wait for captures, by bin. They are woken by announcements, so that waiting costs nothing. */
export type Subscriptions = {
  /** Subscribes to the captures of a bin. While the server is draining, the subscription ends at once with `draining`. */
  open(to: SubscriptionTo): Subscription;
  /** Reads the captures of a subscription, those that are stored and then each as it is received (`follow-captures.ts`). */
  follow(following: Following): AsyncGenerator<FoundCaptures, never>;
  /** How many are open. */
  count(): number;
  /** Ends all with `draining`, and those that are opened from now on. */
  drain(): void;
  /** Ends a drain: subscriptions stay open again. */
  resume(): void;
  /** The same announcements, which also reach the subscriptions. */
  listening(announce: Announce): Announce;
};

/** `heads` reads the highest seq of a bin: captures of other processes are not announced here, and are noticed by it. */
export function openSubscriptions(heads: (binId: number) => Promise<number>): Subscriptions {
  const bins = new Map<number, Set<Subscription>>();
  let isDraining = false;
  let count = 0;
  let timer: NodeJS.Timeout | null = null;

  /** Wakes the subscriptions of bins that have captures which were not announced. */
  async function look(): Promise<void> {
    for (const [binId, subscriptions] of bins) {
      const head = await heads(binId).catch(() => 0);
      for (const subscription of subscriptions) subscription.noticeHead(head);
    }
  }

  function lookLater(): void {
    timer = setTimeout(() => look().then(() => (count > 0 ? lookLater() : stopLooking())), lookInterval);
    timer.unref();
  }

  function stopLooking(): void {
    if (timer) clearTimeout(timer);
    timer = null;
  }

  function of(binId: number): Iterable<Subscription> {
    return bins.get(binId) ?? [];
  }

  function* all(): Generator<Subscription> {
    for (const subscriptions of bins.values()) yield* subscriptions;
  }

  return {
    open(to) {
      const subscription = new Subscription(to, () => {
        const others = bins.get(to.binId);
        if (!others?.delete(subscription)) return;
        count -= 1;
        if (others.size === 0) bins.delete(to.binId);
        if (count === 0) stopLooking();
      });
      if (isDraining) {
        subscription.end(drained());
        return subscription;
      }
      const others = bins.get(to.binId);
      if (others) others.add(subscription);
      else bins.set(to.binId, new Set([subscription]));
      count += 1;
      if (timer === null) lookLater();
      return subscription;
    },
    follow: followCaptures,
    count: () => count,
    drain() {
      isDraining = true;
      for (const subscription of [...all()]) subscription.end(drained());
    },
    resume() {
      isDraining = false;
    },
    listening: (announce) => ({
      ...announce,
      captured(binId, received, seq) {
        announce.captured(binId, received, seq);
        const subscriptions = bins.get(binId);
        if (subscriptions) for (const subscription of subscriptions) subscription.captured(received, seq);
      },
      imported(binId, newest) {
        announce.imported(binId, newest);
        for (const subscription of of(binId)) subscription.noticeHead(newest.seq);
      },
      changed(binId, change) {
        announce.changed(binId, change);
        for (const subscription of of(binId)) subscription.changed(change);
      },
      responded(binId, seq, answered) {
        announce.responded(binId, seq, answered);
        const subscriptions = bins.get(binId);
        if (subscriptions)
          for (const subscription of subscriptions) subscription.changed({ seq, reply: null });
      },
      closed(binId, why) {
        announce.closed(binId, why);
        for (const subscription of [...of(binId)]) subscription.end(new Failure('bin-deleted'));
      },
      revoked(linkId, why) {
        announce.revoked(linkId, why);
        for (const subscription of [...all()]) {
          if (subscription.linkId === linkId) subscription.end(new Failure('key-unknown'));
        }
      },
    }),
  };
}

/** How often the bins of open subscriptions are looked at for captures of other processes, milliseconds. */
const lookInterval = 10_000;
/** When to try again after a drain, seconds. */
const drainPause = 5;

function drained(): Failure {
  return new Failure('draining', 'What was received until now is stored.', undefined, drainPause);
}
