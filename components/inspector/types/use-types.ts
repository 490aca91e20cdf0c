'use client';

import { useCallback, useEffect, useState } from 'react';
import { type NewField, newFields, type Sample } from '#lib/diff/new-fields.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { askWorker } from '../ask-worker.ts';
import { useLoad } from '../body/use-load.ts';
import { useInspection } from '../inspection.tsx';
import { jsonSamples, sampled } from './samples.ts';
import type { TypesWanted, TypeTargetId } from './type-targets.ts';

export type Read = { looked: number; samples: Sample[]; news: NewField[] };

/** The samples: JSON bodies of the requests given, or of those like this one. */
export function useSamples(like: CaptureSummary, given: readonly number[] | null) {
  const inspection = useInspection();
  const list = given?.join() ?? null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same requests are the same samples.
  const fetch = useCallback(
    async (onProgress: (done: number, of?: number) => void, signal: AbortSignal): Promise<Read> => {
      const seqs = await sampled(inspection.api, like, list?.split(',').map(Number) ?? null, signal);
      const samples = await jsonSamples(inspection, seqs, onProgress, signal);
      return { looked: seqs.length, samples, news: newFields(samples) };
    },
    [inspection, like.seq, list],
  );
  return useLoad({ known: null, unasked: true, fetch });
}

export type Made = { text: string } | { trouble: string } | null;

/** Types of the samples; null while they are being made. */
export function useTypes(name: string, target: TypeTargetId, samples: readonly Sample[]): Made {
  const [made, setMade] = useState<Made>(null);
  useEffect(() => {
    const leaving = new AbortController();
    setMade(null);
    const worker = new Worker(new URL('./types.worker.ts', import.meta.url), { type: 'module' });
    const wanted: TypesWanted = { name, target, samples: samples.map(({ text }) => text) };
    askWorker<NonNullable<Made>>(worker, wanted, leaving.signal).then(setMade, (error) => {
      if (!leaving.signal.aborted) setMade({ trouble: (error as Error).message });
    });
    return () => leaving.abort();
  }, [name, target, samples]);
  return made;
}
