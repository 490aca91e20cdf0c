import { Failure, type FailureCode } from '../model/errors.ts';
import { byteRateWords, rateWords } from '../model/rate.ts';
import { BlockList } from './blocks.ts';
import type { Limited, RateLimits } from './rate-limits.ts';
import { senderOf } from './sender.ts';

/** Why a request was turned away. */
export type Refusal = 'rate-limit' | 'blocked' | 'draining' | 'full';

/** How long senders are asked to wait by a server that is about to stop, seconds. */
const drainPause = 5;
/** And by one whose store is full: what has expired is removed every minute. */
const fullPause = 60;

/**
 * Who may come in, asked before a body is read. It knows what the operator said a moment ago, in memory: blocks are
 * handed to it (`keepOut`), since they may come from another process.
 */
export class Gate {
  readonly #limits: RateLimits;
  readonly #refused: (why: Refusal, binId: number | null) => void;
  #blocks = new BlockList([]);
  isDraining = false;
  /** The store has as many bytes as it may have. */
  isFull = false;

  constructor(limits: RateLimits, refused: (why: Refusal, binId: number | null) => void) {
    this.#limits = limits;
    this.#refused = refused;
  }

  keepOut(blocks: BlockList): void {
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

  /** Fails with `store-full`. */
  passStore(): void {
    if (this.isFull) this.#refuse('full', 'store-full', null, fullPause);
  }

  /** The part of it that concerns the sender alone. */
  passAddress(address: string, now: number): void {
    const block = this.#blocks.ofAddress(address, now);
    if (block) this.#refuse('blocked', 'sender-blocked', block.reason);
  }

  isSlugBlocked(slug: string, now: number): boolean {
    return this.#blocks.ofSlug(slug, now) !== null;
  }

  /**
   * Counts a request of an address to a bin, of which so many bytes have come; fails with `rate-limited`. The address comes
   * first, so that one who sends too much does not use up what the bin takes from others.
   */
  async count(bin: { id: number; slug: string }, address: string, bytes: number): Promise<void> {
    const sender = senderOf(address);
    // Both at once: where Redis counts, either takes a moment.
    await Promise.all([
      this.#take('perAddress', sender, 'requests', 'One address may send {rate}.', bin.id),
      this.#takeBytes(sender, bytes, bin.id),
    ]);
    await this.#take('perBin', String(bin.id), 'requests', `The bin ${bin.slug} takes {rate}.`, bin.id);
  }

  /** Whether bytes of senders are limited, by `countBytes`. */
  get countsBytes(): boolean {
    return this.#limits.rateOf('bytesPerAddress') !== null;
  }

  /**
   * Counts bytes of an address, which go to a bin or are long input of the API. Fails with `rate-limited` when they are more
   * than it may send, and with `store-full`; never when they are `kept` anyway.
   */
  async countBytes(
    address: string,
    bytes: number,
    { binId = null, kept = false }: { binId?: number | null; kept?: boolean } = {},
  ): Promise<void> {
    const sender = senderOf(address);
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
    const seconds = await this.#limits.take('bytesPerAddress', sender, bytes);
    if (seconds === null) return;
    this.#refuse(
      'rate-limit',
      'rate-limited',
      `One address may send ${byteRateWords(rate)}.`,
      seconds,
      binId,
    );
  }

  /** The same for bins made from an address. */
  async countCreation(address: string): Promise<void> {
    await this.#take('create', senderOf(address), 'bins', 'One address may make {rate}.', null);
  }

  /** The same for calls with a key, of which `name` tells no more than that it is the same one. */
  async countCall(name: string): Promise<void> {
    await this.#take('perKey', name, 'calls', 'One key may make {rate}.', null);
  }

  async #take(
    what: Limited,
    whom: string,
    things: string,
    words: string,
    binId: number | null,
  ): Promise<void> {
    const rate = this.#limits.rateOf(what);
    if (rate === null) return;
    const seconds = await this.#limits.take(what, whom);
    if (seconds === null) return;
    this.#refuse(
      'rate-limit',
      'rate-limited',
      words.replace('{rate}', rateWords(rate, things)),
      seconds,
      binId,
    );
  }

  #refuse(
    why: Refusal,
    code: FailureCode,
    detail: string | null,
    retryAfter: number | null = null,
    binId: number | null = null,
  ): never {
    this.#refused(why, binId);
    throw new Failure(code, detail, undefined, retryAfter);
  }
}
