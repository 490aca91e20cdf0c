/** Work done now and then until it is stopped. */
export type Schedule = {
  /** Begins nothing more, and resolves once what is under way has stopped. */
  stop(): Promise<void>;
};

/**
 * Does `work` at once and then every `interval` milliseconds, never twice at a time. It is told how to see that it should
 * come to an end.
 */
export function schedule(
  interval: number,
  blame: (error: unknown) => void,
  work: (isOver: () => boolean) => Promise<unknown>,
): Schedule {
  let isOver = false;
  let running: Promise<unknown> | null = null;

  function begin(): void {
    running ??= work(() => isOver)
      .catch(blame)
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
