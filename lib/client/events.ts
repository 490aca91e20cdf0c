import type { CapturePage, CaptureSummary } from '#lib/model/capture-json.ts';
import type { Problem } from '#lib/model/errors.ts';
import type { Caller, CallOptions } from './call.ts';
import { eventReader, type StreamSign } from './event-blocks.ts';
import { pause } from './pause.ts';
import { retryPause, tryTimeout } from './retries.ts';
import { isTemporary, unexpected, unreachable, WirebinError, wasReached } from './wirebin-error.ts';

export type EventsOptions = CallOptions & {
  /** Only captures that match. */
  readonly filter?: string;
  /** The `seq` after which captures are wanted; `latest` for those received from now on. Default: 0, all that are stored. */
  readonly after?: number | 'latest';
  /** The stream ends after so many captures. Default: never. */
  readonly count?: number;
  /** After so many milliseconds without a sign of life, the connection is given up and opened again. Default: 40,000. */
  readonly silenceMs?: number;
  /** Is called when the stream is open, and when it was lost and will be opened again. */
  readonly onConnection?: (state: ConnectionState) => void;
};

export type ConnectionState =
  | { readonly state: 'open' }
  | { readonly state: 'lost'; readonly error: WirebinError; readonly retryMs: number };

/** The captures of a bin, those that are stored first, then each as it is received. */
export type EventStream = AsyncIterable<CaptureSummary> & {
  /** The `seq` with which a later stream continues where this one is: captures up to it were given out. */
  readonly resumeAfter: number | 'latest';
};

/** The shortest and the longest time before a lost connection is opened again, milliseconds. */
const pauseMs = { first: 1000, most: 10_000 };
const usualSilenceMs = 40_000;

/**
 * The captures of a bin as they are received. A lost connection is opened again where it was lost, so that nothing is
 * missed and nothing comes twice, until the signal is aborted or the loop is left. Throws where the server cannot be reached at first, and where
 * it ends the stream for good, for example because the bin was deleted.
 */
export function followEvents(bin: Caller, options: EventsOptions = {}): EventStream {
  let resumeAfter = options.after ?? 0;
  return {
    get resumeAfter() {
      return resumeAfter;
    },
    [Symbol.asyncIterator]: () => follow(),
  };

  async function* follow(): AsyncGenerator<CaptureSummary, void, void> {
    const { filter, signal, silenceMs = usualSilenceMs, onConnection } = options;
    let left = options.count ?? Number.POSITIVE_INFINITY;
    let serverPauseMs = pauseMs.first;
    let isKnown = false;
    /** How many connections in a row have failed, or ended before the server said that it is alive. */
    let failures = 0;
    while (left > 0) {
      try {
        // "From now on" has to mean the same after a connection was lost.
        if (resumeAfter === 'latest') {
          const { head } = await bin.json<CapturePage>('GET', '/captures', { query: { limit: 1 }, signal });
          isKnown = true;
          resumeAfter = head;
        }
        const query: StreamQuery = {
          filter,
          after: resumeAfter,
          count: Number.isFinite(left) ? left : undefined,
        };
        const openingMs = tryTimeout(failures, { first: silenceMs, most: 4 * silenceMs });
        for await (const sign of openStream(bin, query, { signal, openingMs, silenceMs })) {
          if (sign === 'open') {
            isKnown = true;
            onConnection?.({ state: 'open' });
            continue;
          }
          if (sign === 'alive') failures = 0;
          else if ('retryMs' in sign) serverPauseMs = sign.retryMs;
          else if (sign.type === 'end') throw new WirebinError(JSON.parse(sign.data) as Problem);
          else if (sign.type === 'capture') {
            failures = 0;
            if (sign.id !== null) resumeAfter = Number(sign.id);
            yield JSON.parse(sign.data) as CaptureSummary;
            left -= 1;
            if (left === 0) return;
          }
        }
        throw unreachable(bin.url, 'The stream ended.');
      } catch (error) {
        signal?.throwIfAborted();
        isKnown ||= wasReached(error);
        if (!isKnown || !isTemporary(error)) throw error;
        failures += 1;
        const first = Math.max(serverPauseMs, pauseMs.first);
        const retryMs = retryPause(error, failures, { first, most: Math.max(first, pauseMs.most) });
        onConnection?.({ state: 'lost', error, retryMs });
        await pause(retryMs, signal);
      }
    }
  }
}

type StreamQuery = {
  readonly filter: string | undefined;
  readonly after: number | 'latest';
  readonly count: number | undefined;
};

/**
 * One connection: `open`, then what the server says, until the connection ends. It is given up when it is not open in time, and after too much
 * silence; the time that the consumer takes does not count.
 */
async function* openStream(
  bin: Caller,
  query: StreamQuery,
  { signal, openingMs, silenceMs }: { signal: AbortSignal | undefined; openingMs: number; silenceMs: number },
): AsyncGenerator<StreamSign | 'open', void, void> {
  const connection = new AbortController();
  const leave = () => connection.abort(signal?.reason);
  signal?.throwIfAborted();
  signal?.addEventListener('abort', leave, { once: true });
  const silence = silenceTimer(() => connection.abort());
  try {
    silence.start(openingMs);
    const response = await bin.response('GET', '/events', {
      query,
      accept: 'text/event-stream',
      signal: connection.signal,
    });
    if (!response.headers.get('content-type')?.startsWith('text/event-stream')) throw unexpected(response);
    silence.stop();
    yield 'open';
    const { push } = eventReader();
    const decoder = new TextDecoder();
    for (const reader = response.body!.getReader(); ; ) {
      silence.start(silenceMs);
      const { done, value } = await reader.read();
      silence.stop();
      if (done) return;
      yield* push(decoder.decode(value, { stream: true }));
    }
  } catch (error) {
    signal?.throwIfAborted();
    throw error instanceof WirebinError ? error : unreachable(bin.url, error);
  } finally {
    silence.stop();
    signal?.removeEventListener('abort', leave);
    connection.abort();
  }
}

function silenceTimer(onSilence: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    start(ms: number): void {
      timer = setTimeout(onSilence, ms);
    },
    stop: () => clearTimeout(timer),
  };
}
