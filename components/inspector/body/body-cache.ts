import type { BinApi } from '#components/api/bins.ts';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { type Decoded, type DecodedCache, decodedCache } from './decoded-cache.ts';
import { isCoded } from './is-coded.ts';
import { kept } from './kept.ts';

/** How many bytes of bodies are kept, those fetched last. */
const keptBytes = 64 * 1024 * 1024;

/** Bodies that were fetched, by their SHA-256. */
export type BodyCache = {
  /** The bytes a body is shown by, when they are here already: decoded where that works. */
  peek(capture: CaptureJson): Uint8Array | null;
  /** The bytes as they were sent when they are here already: inline in the capture, or fetched before. */
  peekSent(capture: CaptureJson): Uint8Array | null;
  /** The bytes as they were sent, fetched if need be. */
  load(capture: CaptureJson, onProgress: (bytes: number) => void, signal?: AbortSignal): Promise<Uint8Array>;
  readonly decoded: DecodedCache;
};

export function bodyCache(api: BinApi): BodyCache {
  const bodies = kept<Uint8Array>(keptBytes, (bytes) => bytes.length);
  const decoded = decodedCache(api);

  function peekSent({ body }: CaptureJson): Uint8Array | null {
    const known = bodies.get(body.sha256);
    if (known) return known;
    const inline = inlineBytes(body);
    // Kept, so that the same bytes are the same value: views are made anew when it changes.
    if (inline) bodies.keep(body.sha256, inline);
    return inline;
  }

  return {
    peekSent,
    decoded,
    peek(capture) {
      if (!isCoded(capture)) return peekSent(capture);
      const outcome: Decoded | null = decoded.peek(capture);
      return outcome?.is === 'undecodable' ? peekSent(capture) : (outcome?.bytes ?? null);
    },
    async load(capture, onProgress, signal) {
      const known = peekSent(capture);
      if (known) return known;
      const bytes = await api.body(capture.seq, onProgress, signal);
      bodies.keep(capture.body.sha256, bytes);
      return bytes;
    },
  };
}

function inlineBytes({ text, base64, stored }: CaptureJson['body']): Uint8Array | null {
  if (stored === 0) return new Uint8Array();
  if (text !== null) return new TextEncoder().encode(text);
  if (base64 !== null) return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return null;
}
