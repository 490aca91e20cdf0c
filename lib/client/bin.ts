import type { SenderReport } from '#lib/attempts/sender-report.ts';
import type { BinJson, NewBinJson } from '#lib/model/bin-json.ts';
import type { BinChange } from '#lib/model/input.ts';
import type { Timeline, TimelineDivision } from '#lib/model/timeline.ts';
import { type BinAddress, callerOfBin } from './bin-address.ts';
import type { Caller, CallOptions } from './call.ts';
import { capturesOf } from './captures.ts';
import { schemasOf, secretsOf } from './checks.ts';
import { type EventsOptions, followEvents } from './events.ts';
import { deadLettersOf, forwardsOf } from './forwards.ts';
import { linksOf } from './links.ts';
import { listenersOf } from './listeners.ts';
import type { NewBinInput } from './new-bin-input.ts';
import { heldOf, repliesOf } from './replies.ts';
import { deliveriesOf, replaysOf } from './sending.ts';
import { type WaitOptions, waitForCaptures } from './wait.ts';

export type ExportOptions = CallOptions & {
  /** `ndjson` (the default), `har`, `csv` or `postman`. */
  readonly format?: string;
  readonly filter?: string;
  /** Whether secrets are masked. Default: no. */
  readonly redact?: boolean;
  /** With `redact`: the headers and fields that are masked besides those that are recognised. */
  readonly headers?: readonly string[];
  readonly fields?: readonly string[];
  /** With `redact`: what becomes of unstructured bodies. Default: `withhold`. */
  readonly unreadable?: 'withhold' | 'show';
};

export type TimelineOptions = CallOptions & {
  readonly from?: string;
  readonly to?: string;
  readonly buckets?: number;
  readonly by?: TimelineDivision;
  readonly filter?: string;
  readonly before?: number;
  readonly budget?: number;
};

/** A bin, opened with a key. */
export type Bin = ReturnType<typeof openBin>;

/** The API of a bin. What the key may do depends on its role: see `/docs/keys`. */
export function openBin(server: Caller, address: BinAddress) {
  const bin = callerOfBin(server, address);
  return {
    slug: address.slug,
    key: address.key,
    /** The URL of the bin in the inspector. It contains the key. */
    inspectUrl: `${server.url}/i/${address.key}`,

    get: ({ signal }: CallOptions = {}) => bin.json<BinJson>('GET', '', { signal }),
    /** Changes settings. With another slug, the former one leads to the bin for some time. */
    change: (input: Omit<BinChange, 'reply'> & Pick<NewBinInput, 'reply'>, { signal }: CallOptions = {}) =>
      bin.json<BinJson>('PATCH', '', { input, signal }),
    /** Deletes the bin. `restore` works for 24 hours, unless `permanent` is set. */
    delete: ({ permanent, signal }: CallOptions & { readonly permanent?: boolean } = {}) =>
      bin.done('DELETE', '', { query: { permanent: permanent || undefined }, signal }),
    restore: ({ signal }: CallOptions = {}) => bin.json<BinJson>('POST', '/restore', { signal }),
    /** Creates a bin with the settings of this one. */
    clone: (input: NewBinInput = {}, { signal }: CallOptions = {}) =>
      bin.json<NewBinJson>('POST', '/clone', { input, signal }),

    captures: capturesOf(bin),
    /** Waits for captures: see `waitForCaptures`. */
    wait: (options: WaitOptions = {}) => waitForCaptures(bin, options),
    /** The captures as they are received: see `followEvents`. */
    events: (options: EventsOptions = {}) => followEvents(bin, options),
    timeline: ({ signal, ...query }: TimelineOptions = {}) =>
      bin.json<Timeline>('GET', '/timeline', { query, signal }),
    report: ({ filter, signal }: CallOptions & { readonly filter?: string } = {}) =>
      bin.json<SenderReport>('GET', '/report', { query: { filter }, signal }),

    /** The captures as a file. */
    async export({
      signal,
      headers,
      fields,
      ...query
    }: ExportOptions = {}): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
      const response = await bin.response('GET', '/export', {
        query: { ...query, headers: headers?.join(), fields: fields?.join() },
        signal,
      });
      return response.body ?? new Blob().stream();
    },
    /** Adds the captures of a file. Resolves with how many. */
    async import(
      body: BodyInit,
      { format, signal }: CallOptions & { readonly format?: string } = {},
    ): Promise<number> {
      const query = { format };
      return (await bin.json<{ imported: number }>('POST', '/import', { body, query, signal })).imported;
    },

    replies: repliesOf(bin),
    held: heldOf(bin),
    deliveries: deliveriesOf(bin),
    replays: replaysOf(bin),
    forwards: forwardsOf(bin),
    deadLetters: deadLettersOf(bin),
    links: linksOf(bin),
    listeners: listenersOf(bin),
    secrets: secretsOf(bin),
    schemas: schemasOf(bin),
  };
}
