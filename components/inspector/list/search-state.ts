import type { Feed } from '../feed/feed-state.ts';

/** The state of a search. `resting`: there is more to search, once the user scrolls there. */
export type Search = 'searching' | 'resting' | 'stopped' | 'failed' | 'done';

export function searchOf(found: Feed): Search {
  if (found.floor <= 1) return 'done';
  if (found.isSearchStopped) return 'stopped';
  if (found.connection.lastFetch === 'failed') return 'failed';
  return found.wanted.older ? 'searching' : 'resting';
}
