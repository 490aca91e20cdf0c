import type { BinApi } from '#components/api/bins.ts';
import type { CaptureJson } from '#lib/model/capture-json.ts';

/** How many captures are kept: each is at most some 100 KB, since long bodies are not in them. */
const kept = 80;

/** Captures that were looked at, those used last at the end. What changes of them (reply, pin) the feed knows better. */
export type CaptureCache = {
  peek(seq: number): CaptureJson | undefined;
  load(seq: number, signal: AbortSignal): Promise<CaptureJson>;
  /** The same of a request that has been answered: what was fetched before that does not have its reply. */
  loadAnswered(seq: number, signal: AbortSignal): Promise<CaptureJson>;
  all(): Iterable<CaptureJson>;
};

export function captureCache(api: BinApi): CaptureCache {
  const captures = new Map<number, CaptureJson>();
  function keep(seq: number, capture: CaptureJson): CaptureJson {
    captures.delete(seq);
    captures.set(seq, capture);
    const oldest = captures.keys().next().value;
    if (captures.size > kept && oldest !== undefined) captures.delete(oldest);
    return capture;
  }
  return {
    peek: (seq) => captures.get(seq),
    all: () => captures.values(),
    load: async (seq, signal) => keep(seq, captures.get(seq) ?? (await api.capture(seq, signal))),
    async loadAnswered(seq, signal) {
      const known = captures.get(seq);
      return keep(seq, known?.reply ? known : await api.capture(seq, signal));
    },
  };
}
