import type { Duplex } from 'node:stream';
import { first } from '#lib/http/header-lookup.ts';
import { type Failure, failureCode } from '#lib/model/errors.ts';
import type { PreparedRequest } from '#lib/outgoing/outgoing-request.ts';
import { Deadline, type TimeLimits } from './deadline.ts';
import type { EgressRefusal } from './egress-policy.ts';
import type { Exchange, InformationalResponse, SentTlsFacts, Timings } from './exchange-record.ts';
import { type ResponseLimits, type ResponseReader, readResponse } from './read-response.ts';
import { writeRequest } from './write-request.ts';

/** How long a body waits for 100 Continue before it is sent anyway (RFC 9110 §10.1.1), milliseconds. */
const continuePatience = 1000;

/** Opens the connection of an exchange, and notes facts about it. */
export type Open = (deadline: Deadline, notes: Notes) => Promise<Duplex>;

/** What becomes known while a connection is opened. */
export type Notes = {
  reached(moment: 'lookedUp' | 'connected' | 'secured'): void;
  address(address: NonNullable<Exchange['address']>): void;
  tls(facts: SentTlsFacts): void;
};

export type ExchangeOptions = {
  readonly origin: string;
  readonly viaProxy: boolean;
  readonly times: TimeLimits;
  readonly limits: ResponseLimits;
  readonly signal: AbortSignal | undefined;
  readonly now: () => number;
};

/**
 * Sends one prepared request on a connection of its own and reads the response. Does not throw for what the destination does: the
 * failure is part of the result, beside everything that was sent and received before it.
 */
export async function exchange(
  request: PreparedRequest,
  open: Open,
  { origin, viaProxy, times, limits, signal, now }: ExchangeOptions,
): Promise<Exchange> {
  const { method, target, httpVersion, headers, trailers, changes } = request;
  const progress = new Progress(now);
  const deadline = new Deadline(times, signal);
  let connection: Duplex | null = null;
  let failure: Exchange['failure'] = null;
  try {
    connection = await open(deadline, progress);
    await deadline.within(transfer(connection, request, limits, deadline, progress));
  } catch (error) {
    failure = failureIn(error, deadline);
  } finally {
    deadline.close();
    connection?.destroy();
  }
  const sent = { origin, viaProxy, method, target, httpVersion, headers, trailers, changes };
  return { ...sent, ...progress.facts(), failure };
}

/** Writes the request and reads the response at the same time, since a response may come before the end of the request. */
async function transfer(
  connection: Duplex,
  request: PreparedRequest,
  limits: ResponseLimits,
  deadline: Deadline,
  progress: Progress,
): Promise<void> {
  const answer = new FirstAnswer();
  let isSent = false;
  let hasHead = false;
  let isDone = false;
  const enterNext = () => deadline.enter(hasHead ? 'body' : 'response');
  deadline.enter('send');
  const reader = readResponse(connection, request.method, limits, {
    now: progress.now,
    progress: () => deadline.progress(),
    informational(response) {
      progress.informational.push(response);
      if (response.status === 100) answer.settle(true);
    },
    head(firstByteAt) {
      hasHead = true;
      progress.reachedAt('firstByte', firstByteAt);
      answer.settle(false);
      if (isSent) enterNext();
    },
  });
  progress.reader = reader;
  const writing = writeRequest(
    connection,
    request,
    {
      wrote(bytes) {
        progress.bytesSent += bytes;
        deadline.progress();
      },
      mayContinue: () => answer.within(continuePatience),
    },
    expectsContinue(request),
  ).then(() => {
    isSent = true;
    progress.reached('sent');
    if (!isDone) enterNext();
  });
  // A destination may respond and close before it has read everything: the response counts, not the failure to write.
  const unsent = writing.then(
    () => reader.done,
    (error) => (isLostConnection(error) ? reader.done : Promise.reject(error)),
  );
  await Promise.race([reader.done, unsent]).finally(() => {
    isDone = true;
    answer.settle(false);
  });
  progress.reached('done');
}

function isLostConnection(error: unknown): boolean {
  return ['connection-reset', 'connection-closed'].includes(failureCode(error) ?? '');
}

function expectsContinue({ httpVersion, framing, headers, body }: PreparedRequest): boolean {
  const expects = /^100-continue$/i.test(first(headers, 'Expect') ?? '');
  return expects && httpVersion === '1.1' && framing !== 'none' && body.length > 0;
}

/** A failure as exchanges record it. Errors that are no `Failure` are defects, and are thrown again. */
function failureIn(error: unknown, deadline: Deadline): Exchange['failure'] {
  const code = failureCode(error);
  if (code === null) throw error;
  const { detail, retryAfter } = error as Failure;
  const { reason = null } = error as Partial<EgressRefusal>;
  return { code, detail, phase: deadline.phase, reason, retryAfter };
}

/** What is known about an exchange so far. */
class Progress implements Notes {
  readonly now: () => number;
  readonly informational: InformationalResponse[] = [];
  bytesSent = 0;
  reader: ResponseReader | null = null;
  #address: Exchange['address'] = null;
  #tls: SentTlsFacts | null = null;
  readonly #began: number;
  readonly #timings: Timings = {
    lookedUp: null,
    connected: null,
    secured: null,
    sent: null,
    firstByte: null,
    done: null,
  };

  constructor(now: () => number) {
    this.now = now;
    this.#began = now();
  }

  reached(moment: keyof Timings): void {
    this.reachedAt(moment, this.now());
  }

  reachedAt(moment: keyof Timings, at: number): void {
    this.#timings[moment] = at - this.#began;
  }

  address(address: NonNullable<Exchange['address']>): void {
    this.#address = address;
  }

  tls(facts: SentTlsFacts): void {
    this.#tls = facts;
  }

  facts() {
    const { bytesSent, informational } = this;
    const response = this.reader?.soFar() ?? null;
    const timings: Exchange['timings'] = this.#timings;
    return { address: this.#address, tls: this.#tls, timings, bytesSent, informational, response };
  }
}

/** The first answer to a head with `Expect: 100-continue`: whether the body should follow. */
class FirstAnswer {
  readonly #answer: Promise<boolean>;
  settle: (shouldContinue: boolean) => void = () => {};

  constructor() {
    this.#answer = new Promise((resolve) => {
      this.settle = resolve;
    });
  }

  /** The answer, or true after `patience` milliseconds, since old recipients ignore the expectation. */
  async within(patience: number): Promise<boolean> {
    const timer = setTimeout(() => this.settle(true), patience);
    return this.#answer.finally(() => clearTimeout(timer));
  }
}
