import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { WirebinError } from '#lib/client/wirebin-error.ts';
import type { Exchange } from '#lib/egress/egress.ts';
import { sendFromHere } from '#lib/egress/send-from-here.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { failureCode } from '#lib/model/errors.ts';
import type { ListenerJson } from '#lib/model/listener.ts';
import { providerOf } from '#lib/providers/index.ts';
import type { OpenedBin } from '../context.ts';
import { CommandError, exitCodes } from '../exit-codes.ts';
import { type ReadCapture, readCapture } from '../read-capture.ts';
import { reportOf } from './exchange-report.ts';
import { keepCursor } from './keep-cursor.ts';
import type { ListenEvent, ListenNews } from './listen-event.ts';
import { type LocalTarget, requestOf } from './local-request.ts';
import { manualResponse } from './manual-response.ts';
import { persistently } from './persistently.ts';
import { Progress } from './progress.ts';
import { Queue } from './queue.ts';

export type ListenOptions = LocalTarget & {
  readonly name: string;
  readonly filter: string | undefined;
  /** Where to begin: after this seq, with new requests, or (null) where the listener of this name stopped. */
  readonly after: number | 'latest' | null;
  /** How many requests are sent at a time. With one, they are sent in order. */
  readonly parallel: number;
  /** Senders of held requests get the response of the local server. */
  readonly reply: boolean;
  /** Replaces another program that listens with this name. */
  readonly takeOver: boolean;
  /** The most time for one request, milliseconds. */
  readonly timeoutMs: number;
};

type Signals = {
  /** No further request is begun; those that are being sent are finished. */
  readonly stop: AbortSignal;
  /** Everything ends at once. */
  readonly end: AbortSignal;
};

/** The most requests whose numbers are kept in memory while they wait. */
const mostWaiting = 10_000;
/** After so much silence the stream is opened again, milliseconds: the server says something every 15 seconds. */
const silenceMs = 35_000;
/** The pause before a local server that does not accept connections is tried again, milliseconds. */
const localRetryMs = 500;

/** A listener of one bin. */
export type Listener = {
  /** Sends requests until it is stopped. Rejects when it cannot go on. */
  run(): Promise<void>;
  /** Sends a request again, beside the others. */
  replay(seq: number): Promise<void>;
};

/**
 * Sends the requests of a bin to a local server, byte for byte, in order. The server of the bin keeps a cursor, which moves when the local
 * server has responded and the response is recorded: where this program, the server or the network fails, it goes on there.
 */
export function openListener(
  bin: OpenedBin,
  options: ListenOptions,
  tell: (event: ListenEvent) => void,
  { stop, end }: Signals,
): Listener {
  const { api, slug } = bin;
  const instance = randomBytes(12).toString('base64url');
  const { name } = options;
  const queue = new Queue<CaptureSummary>(mostWaiting);
  const providersTold = new Set<string>();
  /** Whether the server responds to heartbeats, and whether the stream is open. */
  const connection = { isHeard: true, isOpen: true, wasLost: false };
  let sending = 0;

  /** A request that was sent just now is still counted. */
  const behind = (kind: ListenNews['kind']) =>
    queue.size + sending - (kind === 'sent' || kind === 'skipped' ? 1 : 0);
  const say = (news: ListenNews) =>
    tell({ slug, behind: Math.max(0, behind(news.kind)), ...news } as ListenEvent);

  function connectionChanged(change: Partial<typeof connection>, error: unknown): void {
    Object.assign(connection, change);
    const isLost = !connection.isHeard || !connection.isOpen;
    if (isLost === connection.wasLost) return;
    connection.wasLost = isLost;
    const message = error instanceof WirebinError ? error.title : 'The server does not respond.';
    say(isLost ? { kind: 'lost', message } : { kind: 'connected' });
  }

  async function begin(): Promise<ListenerJson> {
    const { after, takeOver } = options;
    const claim = (cursor: number | undefined) =>
      api.listeners.put(
        name,
        { instance, takeOver, url: options.to, ...(cursor === undefined ? {} : { cursor }) },
        { signal: end },
      );
    try {
      if (after !== 'latest') return await claim(after ?? undefined);
      const { head } = await claim(undefined);
      return await claim(head);
    } catch (error) {
      if (!(error instanceof WirebinError) || error.code !== 'listener-taken') throw error;
      throw taken(name, error);
    }
  }

  async function read(from: number, signal: AbortSignal): Promise<void> {
    const stream = api.events({
      filter: options.filter,
      after: from,
      signal,
      silenceMs,
      onConnection: (state) =>
        connectionChanged({ isOpen: state.state === 'open' }, state.state === 'lost' ? state.error : null),
    });
    for await (const capture of stream) await queue.add(capture);
  }

  async function deliver(
    summary: CaptureSummary,
    moveTo: (cursor: number) => Promise<void>,
    progress: Progress,
  ) {
    progress.begin(summary.seq);
    sending += 1;
    try {
      await sendOne(summary);
    } finally {
      sending -= 1;
    }
    await moveTo(progress.end(summary.seq));
  }

  /** Sends a request and records what came back. Resolves also when it cannot be sent, which is said. */
  async function sendOne(summary: CaptureSummary): Promise<void> {
    const { seq } = summary;
    const found = await persistently((signal) => readCapture(api, seq, signal), end).catch((error) => {
      if (error instanceof WirebinError && error.code === 'capture-not-found') return null;
      throw error;
    });
    if (found === null)
      return say({ kind: 'skipped', seq, message: 'It was deleted before it could be sent.' });
    if (found.capture.body.truncated)
      return say({ kind: 'skipped', seq, message: 'Its body was not stored completely, so it is not sent.' });
    const startedAt = new Date().toISOString();
    const began = performance.now();
    let sent: Awaited<ReturnType<typeof exchanged>>;
    try {
      sent = await exchanged(found);
    } catch (error) {
      if (failureCode(error) !== 'request-unsendable') throw error;
      return say({ kind: 'skipped', seq, message: (error as Error).message });
    }
    const { exchange, changes } = sent;
    const ms = exchange.timings.done ?? performance.now() - began;
    const replied = options.reply ? await respond(seq, exchange) : null;
    const failure = exchange.failure && `${exchange.failure.code}: ${exchange.failure.detail ?? ''}`;
    say({ kind: 'sent', capture: summary, status: exchange.response?.status ?? null, ms, failure, replied });
    noteSignedUrl(found);
    const id = randomBytes(12).toString('base64url');
    const delivery = {
      id,
      capture: seq,
      url: options.to,
      host: options.host,
      startedAt,
      ms: Math.round(ms * 1000) / 1000,
      exchange: reportOf(exchange, changes),
    };
    await persistently((signal) => api.listeners.record(name, delivery, { signal }), end).catch((error) => {
      // The request was deleted meanwhile, or the bin is full: the request itself was sent.
      if (!(error instanceof WirebinError) || error.code === 'listener-not-found') throw error;
      say({ kind: 'note', message: `Request ${seq} was sent, but not recorded: ${error.message}` });
    });
  }

  /** Sends a request, as soon as the local server accepts connections. */
  async function exchanged(found: ReadCapture) {
    const { seq } = found.capture;
    for (let isFirst = true; ; isFirst = false) {
      const { request, destination, changes } = requestOf(found, options);
      const exchange = await sendFromHere(request, destination, {
        host: options.host,
        signal: end,
        times: { total: options.timeoutMs, response: options.timeoutMs },
      });
      end.throwIfAborted();
      const { failure } = exchange;
      if (failure?.code === 'egress-refused')
        throw new CommandError(exitCodes.usage, failure.detail ?? 'The destination is refused.');
      if (!isNotReached(exchange)) return { exchange, changes };
      stop.throwIfAborted();
      if (isFirst)
        say({
          kind: 'waiting',
          seq,
          message: `${destination.host} does not accept connections. Waiting for it …`,
        });
      await pause(localRetryMs, undefined, { signal: stop });
    }
  }

  /** Sends the local response to the sender, where the request is held. */
  async function respond(seq: number, { response }: Exchange): Promise<boolean> {
    if (response === null) return false;
    try {
      await api.held.respond(seq, manualResponse(response), { signal: end });
      return true;
    } catch (error) {
      end.throwIfAborted();
      if (!(error instanceof WirebinError)) throw error;
      return false;
    }
  }

  function noteSignedUrl({ capture: { provider, target } }: ReadCapture): void {
    const known = provider && providerOf(provider.id);
    if (!known || providersTold.has(known.id) || !known.signatures?.some(({ signsUrl }) => signsUrl)) return;
    providersTold.add(known.id);
    const url = new URL(bin.captureUrl).origin + target;
    say({ kind: 'note', message: `${known.name} signs the URL. Verify its signatures against ${url}.` });
  }

  async function run(): Promise<void> {
    const listener = await begin();
    const { cursor } = listener;
    say({ kind: 'listening', captureUrl: bin.captureUrl, to: options.to, name, cursor });
    if (options.reply) await noteHold();
    const over = new AbortController();
    const keeper = keepCursor({
      cursor,
      put: (to, signal) => api.listeners.put(name, { instance, cursor: to }, { signal }),
      heard: (isHeard, error) => connectionChanged({ isHeard }, error),
      signal: AbortSignal.any([end, over.signal]),
    });
    const progress = new Progress(cursor);
    const reading = new AbortController();
    const onStop = () => {
      queue.close();
      reading.abort(stop.reason);
    };
    if (stop.aborted) onStop();
    stop.addEventListener('abort', onStop, { once: true });

    const work = async () => {
      for (let next = await queue.take(); next !== undefined; next = await queue.take())
        await deliver(next, keeper.moveTo, progress);
    };
    const workers = Promise.all(Array.from({ length: options.parallel }, work));
    const ended = Promise.race([workers, keeper.ended, read(cursor, reading.signal).then(() => workers)]);
    try {
      await ended.catch((error) => {
        if (!stop.aborted) throw error;
      });
      // What is being sent is finished, so that it is not sent twice.
      await Promise.race([workers, keeper.ended]).catch((error) => {
        if (!stop.aborted) throw error;
      });
    } catch (error) {
      const isTaken = error instanceof WirebinError && error.code === 'listener-taken';
      throw isTaken ? taken(name, error) : error;
    } finally {
      queue.close();
      reading.abort();
      over.abort();
      stop.removeEventListener('abort', onStop);
    }
    // Another program may have the name at once.
    await api.listeners
      .put(name, { instance, stop: true }, { signal: AbortSignal.timeout(2000) })
      .catch(() => {});
  }

  async function noteHold(): Promise<void> {
    const settings = await api.replies.get({ signal: end });
    const { default: fallback, rules } = settings;
    const holds = [fallback, ...rules.map(({ answer }) => answer)].some(
      (one) => 'hold' in one && one.hold !== null,
    );
    if (!holds)
      say({
        kind: 'note',
        message:
          'The bin does not hold requests, so senders get its own response. Hold them with `wirebin reply --hold 30s`.',
      });
  }

  return {
    run,
    async replay(seq) {
      const { capture } = await readCapture(api, seq, end);
      await sendOne(capture);
    },
  };
}

/** Whether nothing of the request can have reached the local server. */
function isNotReached({ failure, bytesSent }: Exchange): boolean {
  return failure !== null && bytesSent === 0 && (failure.phase === 'look-up' || failure.phase === 'connect');
}

function taken(name: string, { detail }: WirebinError): CommandError {
  return new CommandError(
    exitCodes.no,
    `Another program listens as "${name}". ${detail ?? ''}`.trim(),
    'Choose another --name, or replace it with --take-over.',
  );
}
