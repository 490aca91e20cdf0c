/**
 * For tests that limit processor time: a test that fails is run again, at most twice. Garbage collection and caches that others use only
 * add to a measurement; work that blocks the event loop blocks it each time.
 */
export const measuredAgain = { retry: 2 };
