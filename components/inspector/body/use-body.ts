'use client';

import { useCallback } from 'react';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { useInspection } from '../inspection.tsx';
import { type OnProgress, useLoad } from './use-load.ts';

/** Bodies up to this many bytes are fetched unasked once somebody looks. */
const unasked = 4 * 1024 * 1024;

/** The bytes of a capture's body as they were sent. */
export function useBody(capture: CaptureJson) {
  const { bodies } = useInspection();
  const fetch = useCallback(
    (onProgress: OnProgress, signal: AbortSignal) => bodies.load(capture, onProgress, signal),
    [bodies, capture],
  );
  return useLoad({ known: bodies.peekSent(capture), unasked: capture.body.stored <= unasked, fetch });
}

/** What comes of decoding them. */
export function useDecoded(capture: CaptureJson) {
  const { bodies } = useInspection();
  const fetch = useCallback(
    (onProgress: OnProgress, signal: AbortSignal) => bodies.decoded.load(capture, onProgress, signal),
    [bodies, capture],
  );
  return useLoad({ known: bodies.decoded.peek(capture), unasked: capture.body.stored <= unasked, fetch });
}
