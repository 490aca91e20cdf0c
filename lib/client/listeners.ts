import type { DeliveryJson } from '#lib/model/delivery-json.ts';
import type { ListenerClaimInput, ListenerJson } from '#lib/model/listener.ts';
import type { ListenerDelivery } from '#lib/model/listener-delivery.ts';
import type { Caller, CallOptions } from './call.ts';

/** Programs that send the captures of a bin to a server near them, by name. The server keeps how far each has come. */
export function listenersOf(bin: Caller) {
  const at = (name: string, below = '') => `/listeners/${encodeURIComponent(name)}${below}`;
  return {
    async list({ signal }: CallOptions = {}): Promise<ListenerJson[]> {
      return (await bin.json<{ listeners: ListenerJson[] }>('GET', '/listeners', { signal })).listeners;
    },
    get: (name: string, { signal }: CallOptions = {}) => bin.json<ListenerJson>('GET', at(name), { signal }),
    /** Says that this program listens, and where its cursor is. Fails with `listener-taken` while another one listens. */
    put: (name: string, input: ListenerClaimInput, { signal }: CallOptions = {}) =>
      bin.json<ListenerJson>('PUT', at(name), { input, signal }),
    /** Records what was sent, once for the same ID. */
    record: (name: string, input: ListenerDelivery, { signal }: CallOptions = {}) =>
      bin.json<DeliveryJson>('POST', at(name, '/deliveries'), { input, signal }),
    delete: (name: string, { signal }: CallOptions = {}) => bin.done('DELETE', at(name), { signal }),
  };
}
