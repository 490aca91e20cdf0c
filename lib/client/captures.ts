import type { Series } from '#lib/attempts/attempt-series.ts';
import type { CaptureJson, CapturePage, CaptureSummary } from '#lib/model/capture-json.ts';
import type { CaptureEdit } from '#lib/model/input.ts';
import type { RedactionInput } from '#lib/model/masking.ts';
import type { CountedKey, ValueCounts } from '#lib/model/value-counts.ts';
import type { Caller, CallOptions } from './call.ts';

export type ListOptions = CallOptions & {
  readonly filter?: string;
  readonly after?: number;
  readonly before?: number;
  /** How many captures a page has at most: 1 to 1000. Default: 100. */
  readonly limit?: number;
  /** The most captures a filter may examine for a page. Default: no limit. */
  readonly budget?: number;
};

export type CopyOptions = CallOptions & {
  /** The destination that replaces the bin. */
  readonly to?: string;
  readonly path?: 'with-prefix' | 'without-prefix';
  readonly host?: 'as-sent' | 'of-origin';
  /** Whether secrets are masked. Default: no. */
  readonly redact?: boolean;
  /** The kinds of headers that are left out. */
  readonly drop?: readonly ('hop-by-hop' | 'proxy')[];
};

/** A capture by its number, or the newest one. */
export type Seq = number | 'latest';

/** The captures of a bin. */
export function capturesOf(bin: Caller) {
  const at = (seq: Seq, below = '') => `/captures/${seq}${below}`;

  /** A page of captures: newest first, or oldest first where only `after` is given. */
  const list = ({ signal, ...query }: ListOptions = {}) =>
    bin.json<CapturePage>('GET', '/captures', { query, signal });

  return {
    list,
    /** All captures that match, oldest first, page by page. */
    async *all({
      filter,
      after = 0,
      limit = 500,
      signal,
    }: Omit<ListOptions, 'before' | 'budget'> = {}): AsyncGenerator<CaptureSummary, void, void> {
      for (let next: number | null = after; next !== null; ) {
        const page: CapturePage = await list({ filter, after: next, limit, signal });
        yield* page.captures;
        next = page.next;
      }
    },
    /** A capture with its headers, and with its body where that is at most 64 KiB. */
    get: (seq: Seq, { signal }: CallOptions = {}) => bin.json<CaptureJson>('GET', at(seq), { signal }),
    /** The body as received or, with `decoded`, without its content encodings. */
    body: (seq: Seq, { decoded, signal }: CallOptions & { readonly decoded?: boolean } = {}) =>
      bin.bytes('GET', at(seq, '/body'), { query: { decoded: decoded || undefined }, signal }),
    /** The same as a stream, for bodies that are too long for memory. */
    async bodyStream(
      seq: Seq,
      { decoded, signal }: CallOptions & { readonly decoded?: boolean } = {},
    ): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
      const query = { decoded: decoded || undefined };
      const response = await bin.response('GET', at(seq, '/body'), { query, signal });
      return response.body ?? new Blob().stream();
    },
    /** The capture as text in a format such as `curl`, `har` or `fetch`. */
    copyAs: (seq: Seq, target: string, { signal, drop, ...query }: CopyOptions = {}) =>
      bin.text('GET', at(seq, `/as/${encodeURIComponent(target)}`), {
        query: { ...query, drop: drop?.join() },
        signal,
      }),
    /** The attempts of the delivery that a capture belongs to; null when it is the only one. */
    async attempts(seq: Seq, { signal }: CallOptions = {}): Promise<Series | null> {
      const { series } = await bin.json<{ series: Series | null }>('GET', at(seq, '/attempts'), { signal });
      return series;
    },
    /** Pins a capture, or edits its note. */
    change: (seq: Seq, input: CaptureEdit, { signal }: CallOptions = {}) =>
      bin.json<CaptureSummary>('PATCH', at(seq), { input, signal }),
    delete: (seq: Seq, { signal }: CallOptions = {}) => bin.done('DELETE', at(seq), { signal }),
    /** Deletes all captures, or those that match a filter, except pinned ones. Resolves with how many. */
    async deleteAll({ filter, signal }: CallOptions & { readonly filter?: string } = {}): Promise<number> {
      const query = { filter };
      const { removed } = await bin.json<{ removed: number }>('DELETE', '/captures', { query, signal });
      return removed;
    },
    /** A capture as a link with this masking would show it. */
    previewMasked: (seq: Seq, input: RedactionInput, { signal }: CallOptions = {}) =>
      bin.json<CaptureJson>('POST', at(seq, '/redacted'), { input, signal }),
    /** Which values the captures have for a filter key, and how often. */
    values: (key: CountedKey, { budget, signal }: CallOptions & { readonly budget?: number } = {}) =>
      bin.json<ValueCounts>('GET', '/captures/values', { query: { key, budget }, signal }),
  };
}
