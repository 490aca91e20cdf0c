import type { Changing } from '#lib/filter/key.ts';
import type { Filter } from '#lib/filter/read-filter.ts';
import type { CapturePage } from '#lib/model/capture-json.ts';
import { Failure } from '#lib/model/errors.ts';
import type { Link } from '#lib/model/link.ts';

/** What a program subscribes to. */
export type SubscriptionTo = {
  readonly binId: number;
  readonly link: Pick<Link, 'id' | 'captureSeq' | 'redaction' | 'expiresAt'>;
  /** The hash of the key of the link. */
  readonly keyHash: Uint8Array;
  readonly filter?: Filter | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
};

/** What a subscription uses of all others. */
export type SubscriptionHub = {
  leave(subscription: Subscription): void;
  /** Calls `resume` in one of the next turns of the event loop, so that many subscriptions do not delay everything else. */
  resumeSoon(subscription: Subscription): void;
  /** Reads a page once for all that ask for it meanwhile. */
  share(key: string, read: () => Promise<ReadPage>): Promise<ReadPage>;
};

/** A page of captures, with the highest seq that the bin had before it was read. */
export type ReadPage = Pick<CapturePage, 'captures' | 'next'> & { readonly headBefore: number };

/** The most captures whose changes are remembered between two looks; of more, the oldest are forgotten. */
const mostChanged = 10_000;
/** The longest time of a timer, milliseconds. */
const longestTimer = 2 ** 31 - 1;

/** One program that waits for captures of a bin. It only says when there may be something to read, and why there is no more to come. */
export class Subscription {
  readonly binId: number;
  readonly linkId: number;
  /** Why it ended; null while it is open. */
  failure: Error | null = null;
  readonly #to: SubscriptionTo;
  readonly #hub: SubscriptionHub;
  readonly #untilExpiry: NodeJS.Timeout | null;
  #isWoken = false;
  #head = 0;
  #changed = new Set<number>();
  #waiting: (() => void)[] = [];

  constructor(to: SubscriptionTo, hub: SubscriptionHub) {
    this.#to = to;
    this.#hub = hub;
    this.binId = to.binId;
    this.linkId = to.link.id;
    const { expiresAt } = to.link;
    this.#untilExpiry =
      expiresAt === null
        ? null
        : setTimeout(
            () => this.end(new Failure('key-unknown', 'The link has expired.')),
            Math.min(Math.max(expiresAt - to.now, 0), longestTimer),
          );
  }

  /** The hash of the key with which its program came. */
  get keyHash(): Uint8Array {
    return this.#to.keyHash;
  }

  /** Whether its filter depends on properties of a capture that may change. */
  get isToChanges(): boolean {
    return (this.#to.filter?.changing?.size ?? 0) > 0;
  }

  /** Resolves once something may have happened since the last call, or once it has ended. */
  async woken(): Promise<void> {
    while (!this.#isWoken && this.failure === null) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    this.#isWoken = false;
  }

  /** Resolves with the reason once it has ended. */
  async ended(): Promise<Error> {
    while (this.failure === null) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    return this.failure;
  }

  /** The captures that changed so that they may match now, and forgets them. */
  takeChanged(): number[] {
    const seqs = [...this.#changed];
    this.#changed.clear();
    return seqs;
  }

  captured(seq: number, mayMatch: (filter: Filter) => boolean): void {
    const { link, filter } = this.#to;
    this.#head = Math.max(this.#head, seq);
    if (link.captureSeq !== null && link.captureSeq !== seq) return;
    // Masked captures may match where those that were received do not.
    if (filter && link.redaction === null && !mayMatch(filter)) return;
    this.#wake();
  }

  /** Properties of a stored capture changed. */
  changed(seq: number, properties: readonly string[]): void {
    const { changing } = this.#to.filter ?? {};
    if (!changing || !properties.some((property) => changing.has(property as Changing))) return;
    if (this.#changed.size >= mostChanged) this.#changed.delete(this.#changed.values().next().value!);
    this.#changed.add(seq);
    this.#wake();
  }

  /** There are captures up to this seq: wakes it unless they were announced. */
  noticeHead(seq: number): void {
    if (seq <= this.#head) return;
    this.#head = seq;
    this.#wake();
  }

  /** Reads the captures after a seq, together with other programs that see the same captures and have the same filter. */
  async read(after: number, read: () => Promise<ReadPage>): Promise<ReadPage> {
    const { binId, link, filter } = this.#to;
    const isWhole = link.captureSeq === null && link.redaction === null;
    const isRelative = filter?.words.some(({ key }) => key === 'after' || key === 'before') ?? false;
    if (!isWhole || isRelative || (filter && !filter.source)) return read();
    return this.#hub.share(`${binId} ${after} ${filter?.source?.text ?? ''}`, read);
  }

  /** What the program has read includes all captures up to this seq. */
  sawHead(seq: number): void {
    this.#head = Math.max(this.#head, seq);
  }

  /** Ends it for a reason, which its program gets after a last look. */
  end(failure: Error): void {
    if (this.failure !== null) return;
    this.failure = failure;
    this.close();
    this.resume();
  }

  /** Closes it, since nobody waits any more. */
  close(): void {
    if (this.#untilExpiry) clearTimeout(this.#untilExpiry);
    this.#hub.leave(this);
  }

  #wake(): void {
    if (this.#isWoken) return;
    this.#isWoken = true;
    this.#hub.resumeSoon(this);
  }

  /** Goes on with what awaits it. */
  resume(): void {
    if (this.#waiting.length === 0) return;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
