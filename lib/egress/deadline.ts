import { Failure } from '#lib/model/errors.ts';

/** The phases of an exchange, in order. `response`: from the end of the request to the head of the response. */
export const phases = ['look-up', 'connect', 'tls', 'send', 'response', 'body'] as const;
export type Phase = (typeof phases)[number];

/** How long each phase may take, milliseconds. `send` and `body`: the longest pause between two pieces. */
export type TimeLimits = Readonly<Record<Phase | 'total', number>>;

export const usualTimeLimits: TimeLimits = {
  'look-up': 5000,
  connect: 10_000,
  tls: 10_000,
  send: 15_000,
  response: 30_000,
  body: 15_000,
  total: 60_000,
};

const phaseWords: Readonly<Record<Phase, string>> = {
  'look-up': 'resolving the host name',
  connect: 'connecting',
  tls: 'the TLS handshake',
  send: 'sending the request',
  response: 'waiting for the response',
  body: 'reading the response',
};

/**
 * The time limits of one exchange. Its signal is aborted with the `Failure` that ends the exchange: `timed-out` with the phase in
 * words, or `send-cancelled` when the caller's signal is aborted. Everything that waits listens to this signal.
 */
export class Deadline {
  readonly #limits: TimeLimits;
  readonly #controller = new AbortController();
  readonly #total: NodeJS.Timeout;
  readonly #cancelled: AbortSignal | undefined;
  #timer: NodeJS.Timeout | undefined;
  #phase: Phase = 'look-up';

  constructor(limits: TimeLimits, cancelled?: AbortSignal) {
    this.#limits = limits;
    this.#cancelled = cancelled;
    this.#total = setTimeout(() => this.#end(limits.total, 'in total, while'), limits.total);
    if (cancelled?.aborted) this.#cancel();
    else cancelled?.addEventListener('abort', this.#cancel, { once: true });
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get phase(): Phase {
    return this.#phase;
  }

  /** Begins a phase, whose time limit starts now. */
  enter(phase: Phase): void {
    this.#phase = phase;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#end(this.#limits[phase], 'while'), this.#limits[phase]);
  }

  /** Starts the time limit of the phase anew, if it is that of a pause. */
  progress(): void {
    if (this.#phase === 'send' || this.#phase === 'body') this.#timer?.refresh();
  }

  /** The result of work, or the failure that ends the exchange before. */
  within<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const { signal } = this.#controller;
      const stop = () => reject(signal.reason);
      if (signal.aborted) stop();
      else signal.addEventListener('abort', stop, { once: true });
      work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
    });
  }

  close(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#total);
    this.#cancelled?.removeEventListener('abort', this.#cancel);
  }

  #end(limit: number, words: string): void {
    const text = `Gave up after ${limit / 1000} s ${words} ${phaseWords[this.#phase]}.`;
    this.#controller.abort(new Failure('timed-out', text));
  }

  readonly #cancel = (): void => {
    this.#controller.abort(new Failure('send-cancelled'));
  };
}
