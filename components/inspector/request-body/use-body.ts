'use client';

import { useCallback } from 'react';
import { type OnProgress, useLoad } from '#components/ui/use-load.ts';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { useInspection } from '../context/inspection.tsx';

/** Bodies up to this many bytes are loaded automatically. */
const automaticLimit = 4 * 1024 * 1024;

/** Loads the body of a capture as received. */
export function useBody(capture: CaptureJson) {
  const { bodies } = useInspection();
  const fetch = useCallback(
    (onProgress: OnProgress, signal: AbortSignal) => bodies.load(capture, onProgress, signal),
    [bodies, capture],
  );
  return useLoad({
    known: bodies.peekSent(capture),
    startAtOnce: capture.body.stored <= automaticLimit,
    fetch,
  });
}

/** Loads the body of a capture with its content encodings decoded. */
export function useDecoded(capture: CaptureJson) {
  const { bodies } = useInspection();
  const fetch = useCallback(
    (onProgress: OnProgress, signal: AbortSignal) => bodies.decoded.load(capture, onProgress, signal),
    [bodies, capture],
  );
  return useLoad({
    known: bodies.decoded.peek(capture),
    startAtOnce: capture.body.stored <= automaticLimit,
    fetch,
  });
}
