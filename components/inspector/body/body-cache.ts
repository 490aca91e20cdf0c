import type { BinApi } from '#components/api/bins.ts';
import type { CaptureJson } from '#lib/model/capture-json.ts';

/** How many bytes of bodies are kept, those used last. */
const keptBytes = 64 * 1024 * 1024;

/** Bodies that were fetched, by their SHA-256. */
export type BodyCache = {
  /** The bytes when they are here already: inline in the capture, or fetched before. */
  peek(capture: CaptureJson): Uint8Array | null;
  load(capture: CaptureJson, onProgress: (bytes: number) => void, signal?: AbortSignal): Promise<Uint8Array>;
};

export function bodyCache(api: BinApi): BodyCache {
  const bodies = new Map<string, Uint8Array>();
  let size = 0;

  function keep(sha256: string, bytes: Uint8Array): void {
    bodies.set(sha256, bytes);
    size += bytes.length;
    for (const [oldest, old] of bodies) {
      if (size <= keptBytes || oldest === sha256) break;
      bodies.delete(oldest);
      size -= old.length;
    }
  }

  function peek({ body }: CaptureJson): Uint8Array | null {
    const known = bodies.get(body.sha256);
    if (known) return known;
    const inline = inlineBytes(body);
    // Kept, so that the same bytes are the same value: views are made anew when it changes.
    if (inline) keep(body.sha256, inline);
    return inline;
  }

  return {
    peek,
    async load(capture, onProgress, signal) {
      const known = peek(capture);
      if (known) return known;
      const bytes = await api.body(capture.seq, onProgress, signal);
      keep(capture.body.sha256, bytes);
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
