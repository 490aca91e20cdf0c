import type { BinApi, DecodedBody } from '#components/api/bins.ts';
import { CallFailed } from '#components/api/call.ts';
import type { OnProgress } from '#components/ui/use-load.ts';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { createByteCache } from './byte-cache.ts';

/** How many decoded bytes are cached. */
const maxCachedBytes = 64 * 1024 * 1024;

/** The result of decoding a body. A failure is cached too, so that it is not tried again. */
export type Decoded = ({ is: 'decoded' } & DecodedBody) | { is: 'undecodable'; why: string };

/** A cache of decoded bodies, by seq: another request may have the same bytes with another content encoding. */
export type DecodedCache = {
  peek(capture: CaptureJson): Decoded | null;
  load(capture: CaptureJson, onProgress: OnProgress, signal?: AbortSignal): Promise<Decoded>;
};

export function decodedCache(api: BinApi): DecodedCache {
  const outcomes = createByteCache<Decoded>(maxCachedBytes, (outcome) =>
    outcome.is === 'decoded' ? outcome.bytes.length : 0,
  );
  return {
    peek: ({ seq }) => outcomes.get(String(seq)) ?? null,
    async load({ seq }, onProgress, signal) {
      const outcome = await decode(api, seq, onProgress, signal);
      outcomes.keep(String(seq), outcome);
      return outcome;
    },
  };
}

async function decode(
  api: BinApi,
  seq: number,
  onProgress: OnProgress,
  signal?: AbortSignal,
): Promise<Decoded> {
  try {
    return { is: 'decoded', ...(await api.decodedBody(seq, onProgress, signal)) };
  } catch (error) {
    const trouble = error instanceof CallFailed ? error.trouble : null;
    if (trouble?.code !== 'content-undecodable') throw error;
    return { is: 'undecodable', why: (trouble.detail ?? trouble.title).replace(/\.$/, '') };
  }
}
