/** Calls `take` with each piece. On abort it stops waiting at once, even for a source that never responds. */
export async function eachUntilAborted(
  pieces: AsyncGenerator<Uint8Array>,
  take: (piece: Uint8Array) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  signal?.throwIfAborted();
  const finished = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), { signal: finished.signal });
  });
  try {
    for (;;) {
      const { done, value } = await Promise.race([pieces.next(), aborted]);
      if (done) return;
      take(value);
    }
  } finally {
    finished.abort();
    // Not awaited: after an abort, `return` waits for the read in progress.
    pieces.return(undefined).catch(() => {});
  }
}
