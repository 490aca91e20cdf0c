import type { NewLink } from '#lib/model/input.ts';
import type { LinkJson, NewKeyJson, NewLinkJson } from '#lib/model/link-json.ts';
import type { Caller, CallOptions } from './call.ts';

/** The links that open a bin. */
export function linksOf(bin: Caller) {
  return {
    async list({ signal }: CallOptions = {}): Promise<LinkJson[]> {
      return (await bin.json<{ links: LinkJson[] }>('GET', '/links', { signal })).links;
    },
    /** Creates a link. Its key is never returned again. */
    create: (input: NewLink, { signal }: CallOptions = {}) =>
      bin.json<NewLinkJson>('POST', '/links', { input, signal }),
    revoke: (id: number, { signal }: CallOptions = {}) => bin.done('DELETE', `/links/${id}`, { signal }),
    /** Replaces the key of the link that calls. The old one stops working at once; open the bin with the new one. */
    replaceKey: ({ signal }: CallOptions = {}) => bin.json<NewKeyJson>('POST', '/rotate', { signal }),
  };
}
