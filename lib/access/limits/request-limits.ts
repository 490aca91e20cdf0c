import { Failure, type FailureCode } from '#lib/model/errors.ts';
import { byteRateWords, rateWords } from '#lib/model/rate.ts';
import type { RateUse } from '#lib/model/rate-limit-fields.ts';
import { BlockList } from './blocks.ts';
import type { Limited, RateCounters } from './rate-counters.ts';
import { senderKey } from './sender-key.ts';

/** Why a request was rejected. */
export type GateRejection = 'rate-limit' | 'blocked' | 'draining' | 'full' | 'busy';

/** Retry-After of a server that is shutting down, seconds. */
const drainPause = 5;
/** Retry-After of a full store, seconds: expired bins are removed every minute. */
const fullPause = 60;

/**
 * Decides whether a request is accepted, before its body is read. Everything is in memory; blocks are passed in with
 * `setBlocks`, since another process may have changed them.
 */
export class Gate {
  readonly #limits: RateCounters;
  readonly #refused: (why: GateRejection, binId: number | null) => void;
  /** Whether requests or their bytes have a limit. */
  readonly #isRequestLimited: boolean;
  #blocks = new BlockList([]);
  isDraining = false;
  /** The server stops: it is no longer ready, and accepts requests as long as it listens. */
  isStopping = false;
  /** The store has reached its size limit. */
  isFull = false;

  constructor(limits: RateCounters, refused: (why: GateRejection, binId: number | null) => void) {
    this.#limits = limits;
    this.#isRequestLimited = (['perAddress', 'perBin', 'bytesPerAddress'] as const).some(
      (what) => limits.rateOf(what) !== null,
    );
    this.#refused = refused;
  }

  setBlocks(blocks: BlockList): void {
    this.#blocks = blocks;
  }

  /** Fails with `draining`, `sender-blocked`, `bin-blocked` or `store-full`. `now` is milliseconds since the epoch. */
  pass(slug: string, address: string, now: number): void {
    if (this.isDraining) this.#refuse('draining', 'draining', null, drainPause);
    this.passAddress(address, now);
    const block = this.#blocks.ofSlug(slug, now);
    if (block) this.#refuse('blocked', 'bin-blocked', block.reason);
    this.passStore();
  }

  /** Whether `pass` and `count` would let any number of requests through now, so that neither need be asked. */
  isOpenTo(slug: string, address: string, now: number): boolean {
    return (
      !this.#isRequestLimited &&
      !this.isDraining &&
      !this.isFull &&
      this.#blocks.ofAddress(address, now) === null &&
      this.#blocks.ofSlug(slug, now) === null
    );
  }

  /** Fails with `store-full`. */
  passStore(): void {
    if (this.isFull) this.#refuse('full', 'store-full', null, fullPause);
  }

  /** Fails with `sender-blocked`. */
  passAddress(address: string, now: number): void {
    const block = this.#blocks.ofAddress(address, now);
    if (block) this.#refuse('blocked', 'sender-blocked', block.reason);
  }

  isSlugBlocked(slug: string, now: number): boolean {
    return this.#blocks.ofSlug(slug, now) !== null;
  }

  /**
   * Counts a request and its bytes received so far; fails with `rate-limited`. The address is counted first, so that a sender over
   * its limit does not use up the limit of the bin.
   */
  async count(bin: { id: number; slug: string }, address: string, bytes: number): Promise<void> {
    const sender = senderKey(address);
    // In parallel: with Redis, each takes a round trip.
    await Promise.all([
      this.#take('perAddress', sender, 'requests', 'One IP address may send {rate}.', bin.id),
      this.#takeBytes(sender, bytes, bin.id),
    ]);
    await this.#take('perBin', String(bin.id), 'requests', `The bin ${bin.slug} accepts {rate}.`, bin.id);
  }

  /** Whether `countBytes` has a limit. */
  get countsBytes(): boolean {
    return this.#limits.rateOf('bytesPerAddress') !== null;
  }

  /**
   * Counts bytes of an address, sent to a bin or as long input of the API. Fails with `rate-limited` and `store-full`; never when the
   * bytes are `kept` anyway.
   */
  async countBytes(
    address: string,
    bytes: number,
    { binId = null, kept = false }: { binId?: number | null; kept?: boolean } = {},
  ): Promise<void> {
    const sender = senderKey(address);
    if (kept) {
      await this.#limits.take('bytesPerAddress', sender, bytes);
      return;
    }
    this.passStore();
    await this.#takeBytes(sender, bytes, binId);
  }

  async #takeBytes(sender: string, bytes: number, binId: number | null): Promise<void> {
    const rate = this.#limits.rateOf('bytesPerAddress');
    if (rate === null || bytes === 0) return;
    const used = await this.#limits.use('bytesPerAddress', sender, bytes);
    if (!used?.isOver) return;
    this.#refuse(
      'rate-limit',
      'rate-limited',
      `One IP address may send ${byteRateWords(rate)}.`,
      used.resetsIn,
      binId,
      used,
    );
  }

  /** Counts a bin created from an address; null where there is no limit. Fails with `rate-limited`. */
  async countCreation(address: string): Promise<RateUse | null> {
    return this.#take('create', senderKey(address), 'bins', 'One IP address may create {rate}.', null);
  }

  /** Counts an API call with a key, identified by `name` (a hash); null where there is no limit. Fails with `rate-limited`. */
  async countCall(name: string): Promise<RateUse | null> {
    return this.#take('perKey', name, 'calls', 'One key may make {rate}.', null);
  }

  async #take(
    what: Limited,
    whom: string,
    things: string,
    words: string,
    binId: number | null,
  ): Promise<RateUse | null> {
    const rate = this.#limits.rateOf(what);
    if (rate === null) return null;
    const used = await this.#limits.use(what, whom);
    if (!used?.isOver) return used;
    this.#refuse(
      'rate-limit',
      'rate-limited',
      words.replace('{rate}', rateWords(rate, things)),
      used.resetsIn,
      binId,
      used,
    );
  }

  #refuse(
    why: GateRejection,
    code: FailureCode,
    detail: string | null,
    retryAfter: number | null = null,
    binId: number | null = null,
    limit: RateUse | null = null,
  ): never {
    this.#refused(why, binId);
    throw new Failure(code, detail, undefined, retryAfter, limit);
  }
}
