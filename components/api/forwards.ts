import { queryString } from '#lib/http/query-string.ts';
import type { DeadLetterChoice, NewForward } from '#lib/model/forward-input.ts';
import type { ForwardItemPage, ForwardJson } from '#lib/model/forward-json.ts';
import { call, callJson } from './call.ts';

export type ForwardApi = ReturnType<typeof forwardApi>;

/** The requests of a rule that a list shows. */
export type ItemFilter = 'waiting' | 'done' | 'dead' | 'skipped' | 'all';

/** A page of a list: at most `limit` requests, below the seq `before`. */
export type PageOrder = { readonly before?: string; readonly limit: number };

/** The API of the forward rules of one bin, with the key of a link. */
export function forwardApi({ slug, key }: { slug: string; key: string }) {
  const bin = `/bins/${slug}`;
  const rule = (id: string) => `${bin}/forwards/${id}`;
  return {
    list: (signal?: AbortSignal) =>
      callJson<{ forwards: ForwardJson[] }>(`${bin}/forwards`, { key, signal }).then(
        ({ forwards }) => forwards,
      ),
    add: (input: NewForward) => callJson<ForwardJson>(`${bin}/forwards`, { method: 'POST', key, input }),
    change: (id: string, input: Partial<NewForward>) =>
      callJson<ForwardJson>(rule(id), { method: 'PATCH', key, input }),
    remove: (id: string) => call(rule(id), { method: 'DELETE', key }),
    pause: (id: string) => callJson<ForwardJson>(`${rule(id)}/pause`, { method: 'POST', key }),
    /** Also tries a failing destination at once. With `skip`, the requests received while it was paused are not forwarded. */
    resume: (id: string, skip: boolean) =>
      callJson<ForwardJson>(`${rule(id)}/resume`, { method: 'POST', key, input: { skip } }),
    items: (id: string, query: PageOrder & { state: ItemFilter }, signal?: AbortSignal) =>
      callJson<ForwardItemPage>(`${rule(id)}/items?${queryString(query)}`, { key, signal }),
    /** The requests that a rule has given up and that match a filter. */
    deadLetters: (query: PageOrder & { forward: string; filter: string }, signal?: AbortSignal) =>
      callJson<ForwardItemPage>(`${bin}/dead-letters?${queryString(query)}`, { key, signal }),
    sendAgain: (input: DeadLetterChoice) =>
      callJson<{ count: number }>(`${bin}/dead-letters/send`, { method: 'POST', key, input }),
    discard: (input: DeadLetterChoice) =>
      callJson<{ count: number }>(`${bin}/dead-letters/discard`, { method: 'POST', key, input }),
  };
}
