'use client';

import { useCallback } from 'react';
import { useLoad } from '#components/ui/use-load.ts';
import type { RequestDiff } from '#lib/diff/requests.ts';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { type Inspection, useInspection } from '../context/inspection.tsx';
import { isEncoded } from '../context/is-encoded.ts';
import { diffInWorker } from './diff-in-worker.ts';

/** Two requests and the changes from the first to the second. */
export type Comparison = { before: CaptureJson; after: CaptureJson; diff: RequestDiff };

/** Compares two requests of the bin, with decoded bodies; fetches what is missing. */
export function useComparison(before: number, after: number) {
  const inspection = useInspection();
  const fetch = useCallback(
    async (onProgress: (done: number) => void, signal: AbortSignal): Promise<Comparison> => {
      const [was, is] = await Promise.all([
        inspection.captures.load(before, signal),
        inspection.captures.load(after, signal),
      ]);
      const bodies = await Promise.all([was, is].map((one) => bytesOf(one, inspection, onProgress, signal)));
      const [from, to] = [was, is].map((one, index) => ({
        ...one,
        headers: one.headers,
        body: bodies[index]!,
      }));
      return { before: was, after: is, diff: await diffInWorker(compared(from!), compared(to!), signal) };
    },
    [inspection, before, after],
  );
  return useLoad({ known: null, startAtOnce: true, fetch });
}

function compared({ method, path, headers, body }: Omit<CaptureJson, 'body'> & { body: Uint8Array }) {
  return { method, path, headers, body };
}

async function bytesOf(
  capture: CaptureJson,
  { bodies }: Inspection,
  onProgress: (done: number) => void,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const here = bodies.peek(capture);
  if (here) return here;
  if (!isEncoded(capture)) return bodies.load(capture, onProgress, signal);
  const outcome = await bodies.decoded.load(capture, onProgress, signal);
  return outcome.is === 'decoded' ? outcome.bytes : bodies.load(capture, onProgress, signal);
}
