/** Fetches something now and then, one request at a time. */
export type Checks = {
  /** Fetches it now, or as soon as the request in flight has settled. */
  now(): void;
  /** Whether it is fetched again by itself, each time an interval after the last request has settled. */
  repeat(isRepeated: boolean): void;
  stop(): void;
};

/**
 * Fetches now, and again as `Checks` says. `interval` is in milliseconds. A request that takes longer than that is not aborted: on a
 * slow connection, none would ever succeed. `check` must not reject.
 */
export function startChecks(check: (signal: AbortSignal) => Promise<void>, interval: number): Checks {
  const leaving = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isInFlight = false;
  let isWanted = false;
  let isRepeated = false;

  async function run(): Promise<void> {
    clearTimeout(timer);
    isInFlight = true;
    isWanted = false;
    await check(leaving.signal);
    isInFlight = false;
    if (leaving.signal.aborted) return;
    if (isWanted) void run();
    else schedule();
  }

  function schedule(): void {
    clearTimeout(timer);
    if (isRepeated && !isInFlight) timer = setTimeout(run, interval);
  }

  void run();
  return {
    now() {
      if (isInFlight) isWanted = true;
      else void run();
    },
    repeat(next) {
      isRepeated = next;
      schedule();
    },
    stop() {
      leaving.abort();
      clearTimeout(timer);
    },
  };
}
