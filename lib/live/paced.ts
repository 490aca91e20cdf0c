/**
 * Sends what has gathered for a bin, at once after a pause, and then no more often than once per interval (milliseconds). `send`
 * returns whether there was something to send.
 */
export function paced(interval: number, send: (binId: number) => boolean) {
  /** Of bins to which something was sent within the last interval. */
  const timers = new Map<number, NodeJS.Timeout>();

  function sendNow(binId: number): void {
    if (send(binId)) timers.set(binId, setTimeout(sendNow, interval, binId));
    else timers.delete(binId);
  }

  return {
    /** Something has gathered for a bin. */
    gathered(binId: number): void {
      if (!timers.has(binId)) sendNow(binId);
    },
    /** Sends what has gathered for a bin, so that other messages keep their order. */
    flush(binId: number): void {
      clearTimeout(timers.get(binId));
      if (timers.has(binId)) sendNow(binId);
    },
    /** Sends what has gathered, and no more. */
    stop(): void {
      for (const [binId, timer] of timers) {
        clearTimeout(timer);
        send(binId);
      }
      timers.clear();
    },
  };
}
