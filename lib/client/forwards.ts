import type { DeadLetterChoice, ForwardEdit, NewForward } from '#lib/model/forward-input.ts';
import type { ForwardItemPage, ForwardJson } from '#lib/model/forward-json.ts';
import type { Caller, CallOptions } from './call.ts';

export type ForwardItemOptions = CallOptions & {
  /** Default: all. */
  readonly state?: 'waiting' | 'done' | 'dead' | 'skipped' | 'not-forwarded' | 'all';
  readonly before?: string;
  /** 1 to 200. Default: 50. */
  readonly limit?: number;
};

export type DeadLetterOptions = Omit<ForwardItemOptions, 'state'> & {
  /** Only those of this rule. */
  readonly forward?: string;
  readonly filter?: string;
};

/** The forward rules of a bin. */
export function forwardsOf(bin: Caller) {
  const at = (id: string, below = '') => `/forwards/${encodeURIComponent(id)}${below}`;
  return {
    async list({ signal }: CallOptions = {}): Promise<ForwardJson[]> {
      return (await bin.json<{ forwards: ForwardJson[] }>('GET', '/forwards', { signal })).forwards;
    },
    create: (input: NewForward, { signal }: CallOptions = {}) =>
      bin.json<ForwardJson>('POST', '/forwards', { input, signal }),
    get: (id: string, { signal }: CallOptions = {}) => bin.json<ForwardJson>('GET', at(id), { signal }),
    change: (id: string, input: ForwardEdit, { signal }: CallOptions = {}) =>
      bin.json<ForwardJson>('PATCH', at(id), { input, signal }),
    delete: (id: string, { signal }: CallOptions = {}) => bin.done('DELETE', at(id), { signal }),
    pause: (id: string, { signal }: CallOptions = {}) =>
      bin.json<ForwardJson>('POST', at(id, '/pause'), { signal }),
    /** With `skip`, the requests received while it was paused are not forwarded. */
    resume: (id: string, { skip = false, signal }: CallOptions & { readonly skip?: boolean } = {}) =>
      bin.json<ForwardJson>('POST', at(id, '/resume'), { input: { skip }, signal }),
    items: (id: string, { signal, ...query }: ForwardItemOptions = {}) =>
      bin.json<ForwardItemPage>('GET', at(id, '/items'), { query, signal }),
  };
}

/** The requests that forward rules have given up. */
export function deadLettersOf(bin: Caller) {
  const choose = (what: 'send' | 'discard', input: DeadLetterChoice, signal: AbortSignal | undefined) =>
    bin.json<{ count: number }>('POST', `/dead-letters/${what}`, { input, signal });
  return {
    list: ({ signal, ...query }: DeadLetterOptions = {}) =>
      bin.json<ForwardItemPage>('GET', '/dead-letters', { query, signal }),
    /** Forwards them again. Resolves with how many. */
    send: async (choice: DeadLetterChoice = {}, { signal }: CallOptions = {}): Promise<number> =>
      (await choose('send', choice, signal)).count,
    /** Resolves with how many were discarded. */
    discard: async (choice: DeadLetterChoice = {}, { signal }: CallOptions = {}): Promise<number> =>
      (await choose('discard', choice, signal)).count,
  };
}
