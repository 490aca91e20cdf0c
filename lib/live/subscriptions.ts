import { isSameKey } from '#lib/access/keys.ts';
import { isCheap } from '#lib/filter/cheap.ts';
import { free } from '#lib/filter/cost.ts';
import type { Filter } from '#lib/filter/read-filter.ts';
import { isAbandoned } from '#lib/model/asker.ts';
import type { ListedFacts, Recognised } from '#lib/model/capture.ts';
import { Failure } from '#lib/model/errors.ts';
import type { Store } from '#lib/store/store.ts';
import { type Announce, announceToNobody } from './announce.ts';
import type { LiveMessage } from './peers/live-message.ts';
import { noPeers, type Peers } from './peers/peers.ts';
import { type ReadPage, Subscription, type SubscriptionHub, type SubscriptionTo } from './subscription.ts';

/** The programs that wait for captures, by bin. They are woken by announcements, so that waiting costs nothing. */
export type Subscriptions = {
  /** Subscribes to the captures of a bin. While the server is draining, the subscription ends at once with `draining`. */
  open(to: SubscriptionTo): Subscription;
  /** Resolves when other processes know of those that are open, and so announce what happens from now on. */
  known(): Promise<void>;
  /** How many are open. */
  count(): number;
  /** The bins and links of those that are open. */
  followed(): { readonly bins: ReadonlySet<number>; readonly links: ReadonlySet<number> };
  /** Ends those of links that were revoked or have another key, given the hashes of keys: null for links that do not exist. */
  endRevoked(keys: ReadonlyMap<number, Uint8Array | null>): void;
  /** A bin has captures up to this seq: wakes its programs unless they were announced. */
  noticeHead(binId: number, head: number): void;
  /** What another process has told. */
  tell(message: LiveMessage): void;
  /** Ends all with `draining`, and those that are opened from now on. */
  drain(): void;
  /** Ends a drain: subscriptions stay open again. */
  resume(): void;
  /** The same announcements, which also reach the subscriptions. */
  listening(announce: Announce): Announce;
};

/**
 * The store tells the highest seq of a bin: without Redis, captures of other processes are not announced here, and are noticed by it.
 */
export function openSubscriptions({ counts }: Pick<Store, 'counts'>, peers: Peers = noPeers): Subscriptions {
  const bins: ByBin = new Map();
  /** Those whose filter depends on something that may change. */
  const toChanges: ByBin = new Map();
  let isDraining = false;
  let count = 0;
  let timer: NodeJS.Timeout | null = null;

  /** Wakes the subscriptions of bins that have captures which were not announced. */
  async function look(): Promise<void> {
    for (const [binId, subscriptions] of bins) {
      const { head } = await counts(binId).catch(() => ({ head: 0 }));
      for (const subscription of subscriptions) subscription.noticeHead(head);
    }
  }

  const toResume: Subscription[] = [];
  const shared = new Map<string, Promise<ReadPage>>();

  function resumeSome(): void {
    for (const subscription of toResume.splice(0, mostPerTurn)) subscription.resume();
    if (toResume.length > 0) setImmediate(resumeSome);
  }

  const hub: SubscriptionHub = {
    leave(subscription) {
      if (!remove(bins, subscription.binId, subscription)) return;
      remove(toChanges, subscription.binId, subscription);
      count -= 1;
      notePrograms(subscription.binId);
      if (count === 0) stopLooking();
    },
    resumeSoon(subscription) {
      if (toResume.length === 0) setImmediate(resumeSome);
      toResume.push(subscription);
    },
    async share(key, read) {
      const known = shared.get(key);
      if (!known) {
        const reading = read().finally(() => shared.delete(key));
        shared.set(key, reading);
        return reading;
      }
      // The program that reads may leave meanwhile.
      return known.catch((error) => (isAbandoned(error) ? read() : Promise.reject(error)));
    },
  };

  function notePrograms(binId: number): void {
    peers.setBin(binId, { programs: bins.get(binId)?.size ?? 0 });
  }

  function stopLooking(): void {
    if (timer) clearInterval(timer);
    timer = null;
  }

  function* of(binId: number): Generator<Subscription> {
    yield* bins.get(binId) ?? [];
  }

  function* all(): Generator<Subscription> {
    for (const subscriptions of bins.values()) yield* subscriptions;
  }

  const subscriptions: Subscriptions = {
    open(to) {
      const subscription = new Subscription(to, hub);
      if (isDraining) {
        subscription.end(drained());
        return subscription;
      }
      add(bins, to.binId, subscription);
      if (subscription.isToChanges) add(toChanges, to.binId, subscription);
      count += 1;
      notePrograms(to.binId);
      // Where processes tell each other, `openCatchUp` looks.
      if (!peers.mayExist) timer ??= setInterval(look, lookInterval).unref();
      return subscription;
    },
    count: () => count,
    known: () => peers.known(),
    followed() {
      return { bins: new Set(bins.keys()), links: new Set([...all()].map(({ linkId }) => linkId)) };
    },
    endRevoked(keys) {
      for (const subscription of [...all()]) {
        const key = keys.get(subscription.linkId);
        if (key === undefined || (key && isSameKey(key, subscription.keyHash))) continue;
        subscription.end(new Failure('key-unknown'));
      }
    },
    noticeHead(binId, head) {
      for (const subscription of of(binId)) subscription.noticeHead(head);
    },
    tell(message) {
      if (message.type === 'captures') told.imported(message.binId, message.captures.at(-1)!);
      else if (message.type === 'changed')
        for (const change of message.changes) told.changed(message.binId, change);
      else if (message.type === 'closed') told.closed(message.binId, message.why);
      else if (message.type === 'revoked') told.revoked(message.linkId, message.why);
    },
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
        if (subscriptions === undefined) return;
        const mayMatch = testsOf(received, seq);
        for (const subscription of subscriptions) subscription.captured(seq, mayMatch);
      },
      imported(binId, newest) {
        announce.imported(binId, newest);
        for (const subscription of of(binId)) subscription.noticeHead(newest.seq);
      },
      changed(binId, change) {
        announce.changed(binId, change);
        const properties = Object.keys(change);
        for (const subscription of toChanges.get(binId) ?? []) subscription.changed(change.seq, properties);
      },
      responded(binId, seq, answered) {
        announce.responded(binId, seq, answered);
        for (const subscription of toChanges.get(binId) ?? []) subscription.changed(seq, ['reply']);
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
  const told = subscriptions.listening(announceToNobody);
  return subscriptions;
}

/** How often the bins of open subscriptions are looked at for captures of other processes, milliseconds. */
const lookInterval = 10_000;
/** How many subscriptions are resumed per turn of the event loop. */
const mostPerTurn = 50;
/** When to try again after a drain, seconds. */
const drainPause = 5;

function drained(): Failure {
  return new Failure('draining', 'What was received until now is stored.', undefined, drainPause);
}

type ByBin = Map<number, Set<Subscription>>;

function add(bins: ByBin, binId: number, subscription: Subscription): void {
  const others = bins.get(binId);
  if (others) others.add(subscription);
  else bins.set(binId, new Set([subscription]));
}

/** Returns whether it was there. */
function remove(bins: ByBin, binId: number, subscription: Subscription): boolean {
  const others = bins.get(binId);
  const wasThere = others?.delete(subscription) ?? false;
  if (others?.size === 0) bins.delete(binId);
  return wasThere;
}

/** Whether a capture may match filters. Programs often wait with the same filter, which is then evaluated once. */
function testsOf(received: Recognised, seq: number): (filter: Filter) => boolean {
  const facts = { ...received, seq, note: null, pinned: false, answered: null };
  const results = new Map<string, boolean>();
  return (filter) => {
    const text = filter.source?.text ?? '';
    const known = results.get(text);
    if (known !== undefined) return known;
    const result = mayMatch(filter, facts);
    results.set(text, result);
    return result;
  };
}

/** False only where a capture certainly does not match, and it takes little to tell. */
function mayMatch(filter: Filter, facts: ListedFacts): boolean {
  if (filter.changing && filter.changing.size > 0) return true;
  return !isCheap(filter.cost ?? free, { facts, body: noBody }) || filter.mayMatch(facts);
}

const noBody = new Uint8Array();
