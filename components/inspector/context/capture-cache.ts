import type { BinApi } from '#components/api/bins.ts';
import type { CaptureJson } from '#lib/model/capture-json.ts';

/** How many captures are cached: each has at most about 100 KB, since long bodies are not part of it. */
const maxCaptures = 80;

/** A cache of captures, least recently used first. For what changes (reply, pin) the feed is more up to date. */
export type CaptureCache = {
  peek(seq: number): CaptureJson | undefined;
  load(seq: number, signal: AbortSignal): Promise<CaptureJson>;
  /** Like `load`, but fetches a capture again if it was cached before its response was sent. */
  loadResponded(seq: number, signal: AbortSignal): Promise<CaptureJson>;
  all(): Iterable<CaptureJson>;
};

export function captureCache(api: BinApi): CaptureCache {
  const captures = new Map<number, CaptureJson>();
  function keep(seq: number, capture: CaptureJson): CaptureJson {
    captures.delete(seq);
    captures.set(seq, capture);
    const oldest = captures.keys().next().value;
    if (captures.size > maxCaptures && oldest !== undefined) captures.delete(oldest);
    return capture;
  }
  return {
    peek: (seq) => captures.get(seq),
    all: () => captures.values(),
    load: async (seq, signal) => keep(seq, captures.get(seq) ?? (await api.capture(seq, signal))),
    async loadResponded(seq, signal) {
      const known = captures.get(seq);
      return keep(seq, known?.reply ? known : await api.capture(seq, signal));
    },
  };
}
