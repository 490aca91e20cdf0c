import type { NewDelivery, NewReplay } from '#lib/model/delivery-input.ts';
import type {
  DeliveryJson,
  DeliveryPage,
  DeliverySummary,
  ReplayPlan,
  ReplayProgress,
} from '#lib/model/delivery-json.ts';
import { call, callJson } from './call.ts';
import { readWithProgress } from './read-with-progress.ts';

export type DeliveryApi = ReturnType<typeof deliveryApi>;

/** Which deliveries are listed: all, the replays of a capture, or those of a bulk replay. */
export type DeliveryScope = { readonly capture?: number; readonly replay?: string };

/** The API of the deliveries of one bin, with the key of a link. */
export function deliveryApi({ slug, key }: { slug: string; key: string }) {
  const bin = `/bins/${slug}`;
  const delivery = (id: string) => `${bin}/deliveries/${id}`;
  const replay = (id: string) => `${bin}/replays/${id}`;
  return {
    /** Sends a request. With `wait` it resolves when the attempt has ended, else when the delivery is stored. */
    send: (input: Omit<NewDelivery, 'repeat'>, { wait = false } = {}) =>
      callJson<DeliveryJson>(`${bin}/deliveries${wait ? '?wait=1' : ''}`, { method: 'POST', key, input }),
    /** Sends a request several times. */
    sendRepeatedly: (input: NewDelivery) =>
      callJson<{ deliveries: DeliverySummary[] }>(`${bin}/deliveries`, { method: 'POST', key, input }).then(
        ({ deliveries }) => deliveries,
      ),
    list: (scope: DeliveryScope & { before?: string; limit: number }, signal?: AbortSignal) => {
      const given = Object.entries(scope).filter(([, value]) => value !== undefined);
      const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
      return callJson<DeliveryPage>(`${bin}/deliveries?${query}`, { key, signal });
    },
    get: (id: string, signal?: AbortSignal) => callJson<DeliveryJson>(delivery(id), { key, signal }),
    /** Makes another attempt. */
    again: (id: string) => callJson<DeliveryJson>(`${delivery(id)}/again`, { method: 'POST', key }),
    /** Stops a delivery that is running, and removes one that has ended. */
    stopOrRemove: (id: string) => call(delivery(id), { method: 'DELETE', key }),
    /** The body of the request. */
    body: async (id: string, onProgress: (bytes: number) => void, signal?: AbortSignal) =>
      readWithProgress(await call(`${delivery(id)}/body`, { key, signal }), onProgress),
    /** The body of the response of an attempt, as far as it is kept. */
    responseBody: async (
      id: string,
      attempt: number,
      onProgress: (bytes: number) => void,
      signal?: AbortSignal,
    ) =>
      readWithProgress(await call(`${delivery(id)}/attempts/${attempt}/body`, { key, signal }), onProgress),

    /** What a bulk replay would send; nothing is sent. */
    planReplay: (input: Omit<NewReplay, 'plan'>, signal?: AbortSignal) =>
      callJson<ReplayPlan>(`${bin}/captures/replay`, {
        method: 'POST',
        key,
        input: { ...input, plan: true },
        signal,
      }),
    startReplay: (input: Omit<NewReplay, 'plan'>) =>
      callJson<ReplayProgress>(`${bin}/captures/replay`, { method: 'POST', key, input }),
    /** The bulk replays that the server remembers, the latest first. */
    replays: (signal?: AbortSignal) =>
      callJson<{ replays: ReplayProgress[] }>(`${bin}/replays`, { key, signal }).then(
        ({ replays }) => replays,
      ),
    replay: (id: string, signal?: AbortSignal) => callJson<ReplayProgress>(replay(id), { key, signal }),
    stopReplay: (id: string) => call(replay(id), { method: 'DELETE', key }),
  };
}
