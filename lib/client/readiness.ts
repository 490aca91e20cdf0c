import type { CallOptions, Connection } from './call.ts';
import { unexpected, unreachable } from './wirebin-error.ts';

/** Whether a server takes requests: `ready`, `draining`, or `store-unavailable`, with a sentence that says why, where it is known. */
export type Readiness = { readonly status: string; readonly detail?: string };

/** Asks the server at `url` whether it takes requests (`GET /readyz`). Throws `unreachable` or `unexpected` where it does not say so. */
export async function readinessOf(
  url: string,
  { fetch: send = globalThis.fetch }: Pick<Connection, 'fetch'>,
  { signal }: CallOptions,
): Promise<Readiness> {
  const response = await send(`${url}/readyz`, { signal }).catch((error) => {
    signal?.throwIfAborted();
    throw unreachable(url, error);
  });
  const answer = (await response.json().catch(() => null)) as Partial<Readiness> | null;
  signal?.throwIfAborted();
  if (typeof answer?.status !== 'string') throw unexpected(response);
  return { status: answer.status, ...(typeof answer.detail === 'string' ? { detail: answer.detail } : {}) };
}
