import type { BinApi, DecodedBody } from '#components/api/bins.ts';
import { CallFailed } from '#components/api/call.ts';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { kept } from './kept.ts';
import type { OnProgress } from './use-load.ts';

/** How many decoded bytes are kept, those decoded last. */
const keptBytes = 64 * 1024 * 1024;

/** What came of decoding a body. That nothing can be decoded is an answer too: nobody has to ask again. */
export type Decoded = ({ is: 'decoded' } & DecodedBody) | { is: 'undecodable'; why: string };

/** Decoded bodies, by the request they came in: the same bytes may be labelled in another way in the next. */
export type DecodedCache = {
  peek(capture: CaptureJson): Decoded | null;
  load(capture: CaptureJson, onProgress: OnProgress, signal?: AbortSignal): Promise<Decoded>;
};

export function decodedCache(api: BinApi): DecodedCache {
  const outcomes = kept<Decoded>(keptBytes, (outcome) =>
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
