import { lazy } from 'react';

/** The first and the longest delay before a failed import is tried again, milliseconds. */
const retryDelays = { first: 500, longest: 8000 };

/**
 * A component whose code is fetched when it is first rendered, like React's `lazy`. If the import fails, for example without
 * a network, it is retried until it succeeds; with `lazy` the whole page would fail.
 */
export const lazyComponent: typeof lazy = (load) => lazy(() => retryImport(load));

async function retryImport<T>(load: () => Promise<T>): Promise<T> {
  for (let delay = retryDelays.first; ; delay = Math.min(2 * delay, retryDelays.longest)) {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, delay));
    }
  }
}
