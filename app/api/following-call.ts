import { maskHeader } from '#lib/access/requested-masking.ts';
import type { Call } from './handler.ts';

/** A call that waits for captures, for `following` of the services. Where our server is in front, it serves these calls itself. */
export function followingCallOf({ request, params, sender, origin, noteRate }: Call<{ slug: string }>) {
  return {
    slug: params.slug,
    authorization: request.headers.get('authorization'),
    masking: request.headers.get(maskHeader),
    query: new URL(request.url).searchParams,
    lastEventId: request.headers.get('last-event-id'),
    sender,
    origin,
    signal: request.signal,
    noteRate,
  };
}
