import type { BinApi } from '#components/api/bins.ts';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { createByteCache } from './byte-cache.ts';
import { type Decoded, type DecodedCache, decodedCache } from './decoded-cache.ts';
import { isEncoded } from './is-encoded.ts';

/** How many bytes of bodies are cached. */
const maxCachedBytes = 64 * 1024 * 1024;

/** A cache of bodies, by their SHA-256. */
export type BodyCache = {
  /** The cached bytes to show: decoded where possible; null when they have to be fetched. */
  peek(capture: CaptureJson): Uint8Array | null;
  /** The cached bytes as received: inline in the capture, or fetched before; else null. */
  peekSent(capture: CaptureJson): Uint8Array | null;
  /** The bytes as received, fetched if necessary. */
  load(capture: CaptureJson, onProgress: (bytes: number) => void, signal?: AbortSignal): Promise<Uint8Array>;
  readonly decoded: DecodedCache;
};

export function bodyCache(api: BinApi): BodyCache {
  const bodies = createByteCache<Uint8Array>(maxCachedBytes, (bytes) => bytes.length);
  const decoded = decodedCache(api);

  function peekSent({ body }: CaptureJson): Uint8Array | null {
    const known = bodies.get(body.sha256);
    if (known) return known;
    const inline = inlineBytes(body);
    // Cached, so that the same bytes stay the same value and views are not built again.
    if (inline) bodies.keep(body.sha256, inline);
    return inline;
  }

  return {
    peekSent,
    decoded,
    peek(capture) {
      if (!isEncoded(capture)) return peekSent(capture);
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
