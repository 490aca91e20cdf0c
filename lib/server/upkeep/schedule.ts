/** Periodic work that can be stopped. */
export type Schedule = {
  /** Starts nothing more, and resolves once running work has stopped. */
  stop(): Promise<void>;
};

/**
 * Runs `work` at once and then every `interval` milliseconds, never concurrently. It gets a function that says whether it
 * should stop.
 */
export function schedule(
  interval: number,
  reportError: (error: unknown) => void,
  work: (isOver: () => boolean) => Promise<unknown>,
): Schedule {
  let isOver = false;
  let running: Promise<unknown> | null = null;

  function begin(): void {
    running ??= work(() => isOver)
      .catch(reportError)
      .finally(() => {
        running = null;
      });
  }

  const timer = setInterval(begin, interval);
  timer.unref();
  begin();

  return {
    async stop() {
      isOver = true;
      clearInterval(timer);
      await running;
    },
  };
}
