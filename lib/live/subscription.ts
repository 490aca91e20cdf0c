import { isCheap } from '#lib/filter/cheap.ts';
import { free } from '#lib/filter/cost.ts';
import type { Changing } from '#lib/filter/key.ts';
import type { Filter } from '#lib/filter/read-filter.ts';
import type { Recognised } from '#lib/model/capture.ts';
import { Failure } from '#lib/model/errors.ts';
import type { CaptureChange } from '#lib/model/events.ts';
import type { Link } from '#lib/model/link.ts';

/** What a program subscribes to. */
export type SubscriptionTo = {
  readonly binId: number;
  readonly link: Pick<Link, 'id' | 'captureSeq' | 'redaction' | 'expiresAt'>;
  readonly filter?: Filter | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
};

/** The most captures whose changes are remembered between two looks; of more, the oldest are forgotten. */
const mostChanged = 10_000;
/** The longest time of a timer, milliseconds. */
const longestTimer = 2 ** 31 - 1;
const noBody = new Uint8Array();

/** One program that waits for captures of a bin. It only says when there may be something to read, and why there is no more to come. */
export class Subscription {
  readonly linkId: number;
  /** Why it ended; null while it is open. */
  failure: Error | null = null;
  readonly #to: SubscriptionTo;
  readonly #leave: () => void;
  readonly #untilExpiry: NodeJS.Timeout | null;
  #isWoken = false;
  #head = 0;
  #changed = new Set<number>();
  #waiting: (() => void)[] = [];

  constructor(to: SubscriptionTo, leave: () => void) {
    this.#to = to;
    this.#leave = leave;
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

  captured(received: Recognised, seq: number): void {
    const { link, filter } = this.#to;
    this.#head = Math.max(this.#head, seq);
    if (link.captureSeq !== null && link.captureSeq !== seq) return;
    // Masked captures may match where those that were received do not.
    if (filter && link.redaction === null && !mayMatch(filter, received, seq)) return;
    this.#wake();
  }

  changed({ seq, ...change }: CaptureChange): void {
    const { changing } = this.#to.filter ?? {};
    if (!changing || changing.size === 0) return;
    if (!Object.keys(change).some((property) => changing.has(property as Changing))) return;
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

  /** What the program has read includes all captures up to this seq. */
  sawHead(seq: number): void {
    this.#head = Math.max(this.#head, seq);
  }

  /** Ends it for a reason, which its program gets after a last look. */
  end(failure: Error): void {
    if (this.failure !== null) return;
    this.failure = failure;
    this.close();
    this.#resolve();
  }

  /** Closes it, since nobody waits any more. */
  close(): void {
    if (this.#untilExpiry) clearTimeout(this.#untilExpiry);
    this.#leave();
  }

  #wake(): void {
    this.#isWoken = true;
    this.#resolve();
  }

  #resolve(): void {
    if (this.#waiting.length === 0) return;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

/** False only where a capture certainly does not match, and it takes little to tell. */
function mayMatch(filter: Filter, received: Recognised, seq: number): boolean {
  const facts = { ...received, seq, note: null, pinned: false, answered: null };
  if (filter.changing && filter.changing.size > 0) return true;
  return !isCheap(filter.cost ?? free, { facts, body: noBody }) || filter.mayMatch(facts);
}
