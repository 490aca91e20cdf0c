import { AsyncLocalStorage } from 'node:async_hooks';
import type { Services } from '../services.ts';

/**
 * What route handlers know of the call they handle where Next does not run. `build.mjs` puts this module in the place of `next/headers` and
 * of `app/services.ts`.
 */
type CallContext = { readonly services: Services; readonly headers: Headers };

const calls = new AsyncLocalStorage<CallContext>();

/** Handles a call in its context. */
export function inContext<T>(context: CallContext, handle: () => T): T {
  return calls.run(context, handle);
}

function context(): CallContext {
  const found = calls.getStore();
  if (!found) throw new Error('This is only known while a call is handled.');
  return found;
}

/** As in `next/headers`. */
export async function headers(): Promise<Headers> {
  return context().headers;
}

/** As in `app/services.ts`. */
export async function services(): Promise<Services> {
  return context().services;
}
