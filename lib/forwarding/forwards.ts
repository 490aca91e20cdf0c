import { nanoid } from 'nanoid';
import type { Config } from '#lib/config/read-config.ts';
import type { Deliveries } from '#lib/deliveries/deliveries.ts';
import { destinationOf } from '#lib/deliveries/new-delivery.ts';
import { ProcessLease } from '#lib/deliveries/process-lease.ts';
import type { Egress } from '#lib/egress/egress.ts';
import { type CompiledFilter, compiledFilter, filterFaults } from '#lib/filter/arrival-filter.ts';
import type { Filter } from '#lib/filter/read-filter.ts';
import { closedBreaker } from '#lib/forward-rules/breaker.ts';
import { editedSettings, usualForward } from '#lib/forward-rules/forward-settings.ts';
import type { Announce } from '#lib/live/announce.ts';
import type { Asker } from '#lib/model/asker.ts';
import type { Bin } from '#lib/model/bin.ts';
import type { DeliveryDestination } from '#lib/model/delivery-json.ts';
import { fail } from '#lib/model/errors.ts';
import type { Forward, ForwardItem, ForwardSettings } from '#lib/model/forward.ts';
import type { ForwardEdit, ForwardOrder } from '#lib/model/forward-input.ts';
import { mostForwards } from '#lib/model/forward-limits.ts';
import { isAtOrigin } from '#lib/outgoing/destination.ts';
import type { ForwardChange } from '#lib/store/contracts/forwards.ts';
import type { Store } from '#lib/store/store.ts';
import type { RespondFromUpstream } from '#lib/wire/response/respond-from-upstream.ts';
import type { FilterWork } from '#lib/workers/filter-work.ts';
import { LruCache } from '#lib/workers/lru-cache.ts';
import { type DeadLetters, deadLetterPage, eachDeadLetter } from './dead-letters.ts';
import type { ForwardedItem } from './forward-item.ts';
import { ForwardRunners } from './forward-runners.ts';
import { recordAttempt } from './record-attempt.ts';
import { upstreamResponse } from './upstream-response.ts';

/** Which of the requests that were given up: all, or those of a rule, those that match a filter, those named. */
export type DeadLetterOrder = {
  readonly forward?: string | undefined;
  readonly filter?: Filter | undefined;
  readonly seqs?: readonly number[] | undefined;
};

/** The forward rules of bins, and the process's part in running them. */
export type Forwards = {
  /**
   * Adds a rule, which forwards the requests that arrive from now on. `at` is the origin at which this server was asked to.
   * Fails with `forwards-full` and the errors of `change`.
   */
  add(bin: Bin, order: ForwardOrder, at: string): Promise<Forward>;
  /**
   * Changes a rule. Requests that wait for another attempt are sent as the rule is then. Fails with `forward-not-found`, `invalid-input`,
   * `invalid-filter`, `destination-invalid`, `egress-refused`, `bin-not-found` or `forward-to-itself`, and as `check` fails, which is given
   * the settings as they would be. `at` is that of `add`.
   */
  change(
    bin: Bin,
    id: string,
    edit: ForwardEdit,
    at: string,
    check: (settings: ForwardSettings) => void,
  ): Promise<Forward>;
  /** Fails with `forward-not-found`. */
  read(bin: Bin, id: string): Promise<Forward>;
  /** Removes a rule with its queue. Stops what it is sending. Fails with `forward-not-found`. */
  remove(bin: Bin, id: string): Promise<void>;
  /** Sends nothing more until it is resumed; requests wait. Fails with `forward-not-found`. */
  pause(bin: Bin, id: string): Promise<Forward>;
  /** Goes on where it was paused; with `skip`, after the requests received meanwhile. Fails with `forward-not-found`. */
  resume(bin: Bin, id: string, skip: boolean): Promise<Forward>;
  /** A page of requests that were given up, the newest captures first. Fails with `forward-not-found`. */
  deadLetters(
    bin: Bin,
    choice: DeadLetterOrder,
    page: { before?: number | undefined; limit: number },
    asker: Asker,
  ): Promise<{ items: readonly ForwardItem[]; next: number | null }>;
  /**
   * Queues requests again that were given up: all, those of a rule, those that match, or those named; of a given rule also such that were left out.
   * Returns how many. Fails with `forward-not-found`.
   */
  sendAgain(bin: Bin, choice: DeadLetterOrder, asker: Asker): Promise<number>;
  /** Takes requests out of those that were given up. Returns how many. Fails with `forward-not-found`. */
  discard(bin: Bin, choice: DeadLetterOrder, asker: Asker): Promise<number>;
  /** A capture of a bin was committed. Cheap for bins without rules. */
  captured(binId: number): void;
  /** The response of the destination of a rule that passes it on; null when there is none in time. Never fails. */
  readonly respond: RespondFromUpstream;
  close(): Promise<void>;
};

export type ForwardsParts = {
  readonly store: Store;
  readonly deliveries: Pick<Deliveries, 'forward'>;
  readonly egress: Pick<Egress, 'check'>;
  readonly announce: Pick<Announce, 'forwards'>;
  readonly config: Pick<Config, 'binDomain'>;
  /** Evaluates filters while a sender waits. */
  readonly filters: FilterWork;
  /** Whether this process may run rules. Otherwise it only changes them. */
  readonly runs: boolean;
  /** That of the app, for bins of this server: known once it listens. */
  readonly origin: () => string;
  readonly now: () => number;
  readonly reportError: (error: unknown) => void;
};

export function openForwards({
  store,
  deliveries,
  egress,
  announce,
  config,
  filters,
  runs,
  origin,
  now,
  reportError,
}: ForwardsParts): Forwards {
  const lease = new ProcessLease(`forwards ${nanoid()}`, store, now, reportError);
  const closing = new AbortController();
  const waiting = new Map<string, number>();
  let instance: Promise<string> | undefined;
  const parts = {
    store,
    deliveries,
    owner: lease.name,
    instance() {
      instance ??= store.instanceId().catch((error) => {
        instance = undefined;
        throw error;
      });
      return instance;
    },
    origin,
    binDomain: config.binDomain,
    changed: (binId: number) => announce.forwards(binId),
    filters,
    closing: closing.signal,
    now,
    reportError,
  };
  const filtersRead = new LruCache<CompiledFilter>({ entries: 100, size: 1_000_000 });
  const runners = new ForwardRunners({ ...parts, runs, lease });

  /** The filter of a rule, compiled once for many requests. */
  function compiled(text: string): CompiledFilter {
    const known = filtersRead.get(text);
    if (known) return known;
    const filter = compiledFilter(text);
    filtersRead.set(text, filter, text.length);
    return filter;
  }

  async function ruleOf(bin: Bin, id: string): Promise<Forward> {
    return (await store.forward(bin.id, id)) ?? missing(id);
  }

  function missing(id: string): never {
    return fail('forward-not-found', `The bin has no forward rule ${id.slice(0, 40)}.`);
  }

  async function checkedDestination(
    to: ForwardOrder['to'],
    bin: Bin,
    at: string,
  ): Promise<DeliveryDestination> {
    const destination = await destinationOf(to, bin, { store, egress });
    // Every request would be refused when it is sent. A name that the settings do not have shows here that it is one of this server.
    if ('url' in destination && isAtOrigin(destination.url, at))
      fail('egress-refused', 'The destination is this server itself.');
    if ('bin' in destination && (await store.findBin(destination.bin))?.id === bin.id)
      fail('forward-to-itself');
    return destination;
  }

  async function checkFilter(text: string | undefined): Promise<void> {
    const faults = text === undefined ? [] : await filterFaults(text, { name: 'A forward rule' });
    if (faults.length > 0) fail('invalid-filter', faults.join(' '));
  }

  /** Makes a change known to the runner of this process and to the pages of the bin. */
  async function after<T>(binId: number, result: T): Promise<T> {
    await runners.refresh();
    announce.forwards(binId);
    return result;
  }

  async function chosen(bin: Bin, { forward, filter, seqs }: DeadLetterOrder): Promise<DeadLetters> {
    const rules = forward === undefined ? await store.listForwards(bin.id) : [await ruleOf(bin, forward)];
    return { rules, filter, seqs };
  }

  async function changeDead(
    bin: Bin,
    order: DeadLetterOrder,
    asker: Asker,
    change: (id: string, seqs: readonly number[] | null) => Promise<number>,
  ): Promise<number> {
    const choice = await chosen(bin, order);
    let count = 0;
    if (choice.filter === undefined && choice.seqs === undefined)
      for (const { id } of choice.rules) count += await change(id, null);
    for await (const { rule, seqs } of eachDeadLetter(choice, { store, binId: bin.id, asker }))
      count += await change(rule.id, seqs);
    return after(bin.id, count);
  }

  async function changed(
    bin: Bin,
    id: string,
    change: (forward: Forward) => ForwardChange | null,
  ): Promise<Forward> {
    const forward = await store.changeForward(bin.id, id, change);
    return after(bin.id, forward ?? missing(id));
  }

  /** Records an attempt that a sender waited for. */
  async function record(
    binId: number,
    forward: Forward,
    seq: number,
    forwarded: ForwardedItem,
  ): Promise<void> {
    const runner = runners.of(binId, forward.id);
    if (runner) return runner.record(seq, forwarded);
    await recordAttempt(binId, forward, seq, forwarded, parts);
    announce.forwards(binId);
  }

  return {
    async add(bin, order, at) {
      await checkFilter(order.filter);
      const to = await checkedDestination(order.to, bin, at);
      const usual = usualForward(to);
      const { head } = await store.counts(bin.id);
      const forward: Forward = {
        ...usual,
        ...editedSettings(usual, order, to),
        id: `fwd_${nanoid()}`,
        createdAt: now(),
        paused: null,
        breaker: closedBreaker,
        cursor: head,
        skippedUpTo: 0,
      };
      switch (await store.addForward(bin.id, forward, mostForwards)) {
        case 'no-bin':
          return fail('bin-deleted');
        case 'full':
          return fail('forwards-full', `A bin has up to ${mostForwards} forward rules.`);
        case 'added':
          return after(bin.id, forward);
      }
    },

    async change(bin, id, edit, at, check) {
      const { to: before } = await ruleOf(bin, id);
      await checkFilter(edit.filter);
      const to = edit.to === undefined ? undefined : await checkedDestination(edit.to, bin, at);
      // Another destination has its own failures.
      const isElsewhere = to !== undefined && JSON.stringify(to) !== JSON.stringify(before);
      return changed(bin, id, (current) => {
        const settings = editedSettings(current, edit, to ?? current.to);
        check({ ...current, ...settings });
        return { ...settings, ...(isElsewhere && { breaker: closedBreaker }) };
      });
    },

    read: ruleOf,

    async remove(bin, id) {
      await ruleOf(bin, id);
      await runners.stop(id);
      try {
        if (!(await store.removeForward(bin.id, id))) missing(id);
      } finally {
        runners.allow(id);
      }
      await after(bin.id, undefined);
    },

    pause: (bin, id) =>
      changed(bin, id, ({ paused, cursor }) =>
        paused === null ? { paused: { at: now(), why: 'person', cursor } } : null,
      ),

    async resume(bin, id, skip) {
      const { paused } = await ruleOf(bin, id);
      if (skip && paused !== null) {
        // First those that are still to be queued, then those that were.
        const { head } = await store.counts(bin.id);
        await store.changeForward(bin.id, id, () => ({ skippedUpTo: head }));
        await store.skipQueued(id, paused.cursor, now());
      }
      return changed(bin, id, () => ({ paused: null, breaker: closedBreaker }));
    },

    async deadLetters(bin, choice, page, asker) {
      return deadLetterPage(await chosen(bin, choice), page, { store, binId: bin.id, asker });
    },

    sendAgain(bin, choice, asker) {
      // Without a rule, a request that one rule has skipped is not meant.
      const withSkipped = choice.forward !== undefined && choice.seqs !== undefined;
      return changeDead(bin, choice, asker, (id, seqs) => store.queueAgain(id, { seqs, withSkipped }, now()));
    },
    discard: (bin, choice, asker) =>
      changeDead(bin, choice, asker, (id, seqs) => store.discardDead(id, seqs)),

    captured: (binId) => runners.wake(binId),

    async respond(bin, request, seq) {
      try {
        const rules = bin.responders
          .map((rule) => runners.of(bin.id, rule.id)?.forward ?? rule)
          .filter(({ paused, respondWithinMs }) => paused === null && respondWithinMs !== null);
        const received = { ...request, seq };
        return await upstreamResponse(bin.id, rules, received, {
          ...parts,
          lease,
          compiled,
          waiting,
          record,
        });
      } catch (error) {
        reportError(error);
        return null;
      }
    },

    async close() {
      closing.abort();
      await runners.close();
      await lease.release().catch(reportError);
    },
  };
}
