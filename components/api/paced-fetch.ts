/**
 * Fetches a value whenever `refresh` is called, but at most once every `interval` milliseconds: a call in between counts for the next time.
 * After a failure it tries again, more slowly.
 */
export function pacedFetch<T>(fetch: () => Promise<T>, onValue: (value: T) => void, interval: number) {
  let isStopped = false;
  let isRunning = false;
  let isStale = false;

  async function run(): Promise<void> {
    isRunning = true;
    while (isStale && !isStopped) {
      isStale = false;
      let wait = interval;
      await fetch().then(
        (value) => {
          if (!isStopped) onValue(value);
        },
        () => {
          isStale = true;
          wait = 5 * interval;
        },
      );
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
    isRunning = false;
  }

  return {
    refresh(): void {
      isStale = true;
      if (!isRunning) void run();
    },
    stop(): void {
      isStopped = true;
    },
  };
}
