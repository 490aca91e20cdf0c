/**
 * Gathers what is pending for each bin and sends it: at once after a pause, and then no more often than once per interval (milliseconds).
 * `empty` makes the value in which it gathers; a value is sent once, and only if something was added to it.
 */
export function openPacer<Pending>(
  interval: number,
  empty: () => Pending,
  send: (binId: number, pending: Pending) => void,
) {
  const bins = new Map<number, Pending>();
  /** Of bins to which something was sent within the last interval. */
  const timers = new Map<number, NodeJS.Timeout>();

  /** Returns whether there was something to send. */
  function sendPending(binId: number): boolean {
    const pending = bins.get(binId);
    if (pending === undefined) return false;
    bins.delete(binId);
    send(binId, pending);
    return true;
  }

  function sendNow(binId: number): void {
    if (sendPending(binId)) timers.set(binId, setTimeout(sendNow, interval, binId));
    else timers.delete(binId);
  }

  return {
    /** What is pending for a bin, to add something to it and call `schedule`. A callback would be allocated for each capture. */
    pendingOf(binId: number): Pending {
      const known = bins.get(binId);
      if (known !== undefined) return known;
      const pending = empty();
      bins.set(binId, pending);
      return pending;
    },
    /** Sends what is pending for a bin, now or at the end of the interval. */
    schedule(binId: number): void {
      if (!timers.has(binId)) sendNow(binId);
    },
    /** Sends what is pending for a bin, so that other messages keep their order. */
    flush(binId: number): void {
      clearTimeout(timers.get(binId));
      if (timers.has(binId)) sendNow(binId);
    },
    /** Sends what is pending, and no more. */
    stop(): void {
      for (const [binId, timer] of timers) {
        clearTimeout(timer);
        sendPending(binId);
      }
      timers.clear();
    },
  };
}
