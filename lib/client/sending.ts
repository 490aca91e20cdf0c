import type { NewDelivery, NewReplay } from '#lib/model/delivery-input.ts';
import type {
  DeliveryJson,
  DeliveryPage,
  DeliverySummary,
  ReplayPlan,
  ReplayProgress,
} from '#lib/model/delivery-json.ts';
import type { Caller, CallOptions } from './call.ts';

export type DeliveryListOptions = CallOptions & {
  readonly before?: string;
  /** 1 to 200. Default: 50. */
  readonly limit?: number;
  /** Only replays of this capture. */
  readonly capture?: number;
  /** Only those of this bulk replay. */
  readonly replay?: string;
};

/** With `wait`, a call resolves when the attempt has ended, else when the delivery is stored. */
type SendOptions = CallOptions & { readonly wait?: boolean };

/** The requests that a bin sends. */
export function deliveriesOf(bin: Caller) {
  const at = (id: string, below = '') => `/deliveries/${encodeURIComponent(id)}${below}`;
  const query = ({ wait }: SendOptions) => ({ wait: wait || undefined });
  return {
    list: ({ signal, ...query }: DeliveryListOptions = {}) =>
      bin.json<DeliveryPage>('GET', '/deliveries', { query, signal }),
    /** Sends a captured request, one with changes, or a new one. */
    send: (input: Omit<NewDelivery, 'repeat'>, options: SendOptions = {}) =>
      bin.json<DeliveryJson>('POST', '/deliveries', {
        input,
        query: query(options),
        signal: options.signal,
      }),
    /** Sends a request several times. */
    async sendRepeatedly(
      input: NewDelivery & Required<Pick<NewDelivery, 'repeat'>>,
      { signal }: CallOptions = {},
    ): Promise<DeliverySummary[]> {
      type Sent = { deliveries: DeliverySummary[] };
      return (await bin.json<Sent>('POST', '/deliveries', { input, signal })).deliveries;
    },
    get: (id: string, { signal }: CallOptions = {}) => bin.json<DeliveryJson>('GET', at(id), { signal }),
    /** Makes another attempt. */
    sendAgain: (id: string, options: SendOptions = {}) =>
      bin.json<DeliveryJson>('POST', at(id, '/again'), { query: query(options), signal: options.signal }),
    /** Stops a delivery that is running, and removes one that has ended. */
    delete: (id: string, { signal }: CallOptions = {}) => bin.done('DELETE', at(id), { signal }),
    /** The body that was sent. */
    body: (id: string, { signal }: CallOptions = {}) => bin.bytes('GET', at(id, '/body'), { signal }),
    /** The body of the response to an attempt, counted from 1. */
    responseBody: (id: string, attempt: number, { signal }: CallOptions = {}) =>
      bin.bytes('GET', at(id, `/attempts/${attempt}/body`), { signal }),
  };
}

/** Bulk replays: many captures of a bin are sent again. */
export function replaysOf(bin: Caller) {
  const at = (id: string) => `/replays/${encodeURIComponent(id)}`;
  return {
    /** What a bulk replay would send; nothing is sent. */
    plan: (input: Omit<NewReplay, 'plan'>, { signal }: CallOptions = {}) =>
      bin.json<ReplayPlan>('POST', '/captures/replay', { input: { ...input, plan: true }, signal }),
    start: (input: Omit<NewReplay, 'plan'>, { signal }: CallOptions = {}) =>
      bin.json<ReplayProgress>('POST', '/captures/replay', { input, signal }),
    async list({ signal }: CallOptions = {}): Promise<ReplayProgress[]> {
      return (await bin.json<{ replays: ReplayProgress[] }>('GET', '/replays', { signal })).replays;
    },
    get: (id: string, { signal }: CallOptions = {}) => bin.json<ReplayProgress>('GET', at(id), { signal }),
    stop: (id: string, { signal }: CallOptions = {}) =>
      bin.json<ReplayProgress>('DELETE', at(id), { signal }),
  };
}
