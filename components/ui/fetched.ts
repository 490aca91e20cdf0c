import { lazy } from 'react';

/** How long after a part did not come it is asked for again, milliseconds: at first, and at the longest. */
const pauses = { first: 500, longest: 8000 };

/**
 * A part of a page whose code comes when it is first shown, as with React's `lazy`. One that does not come, since the network
 * is away, is asked for again until it does: it would otherwise take the whole page with it.
 */
export const fetched: typeof lazy = (load) => lazy(() => untilItComes(load));

async function untilItComes<T>(load: () => Promise<T>): Promise<T> {
  for (let pause = pauses.first; ; pause = Math.min(2 * pause, pauses.longest)) {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}
