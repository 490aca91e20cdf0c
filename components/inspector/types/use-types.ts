'use client';

import { useCallback, useEffect, useState } from 'react';
import { askWorker } from '#components/ui/ask-worker.ts';
import { useLoad } from '#components/ui/use-load.ts';
import { type NewField, newFields, type Sample } from '#lib/diff/new-fields.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { useInspection } from '../context/inspection.tsx';
import { loadJsonSamples, sampleSeqs } from './samples.ts';
import type { TypeFormatId, TypesInput } from './type-formats.ts';

export type SampleSet = { searched: number; samples: Sample[]; newFields: NewField[] };

/** The samples: JSON bodies of the given requests, or of those similar to `like`. */
export function useSamples(like: CaptureSummary, given: readonly number[] | null) {
  const inspection = useInspection();
  const list = given?.join() ?? null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same requests are the same samples.
  const fetch = useCallback(
    async (onProgress: (done: number, of?: number) => void, signal: AbortSignal): Promise<SampleSet> => {
      const seqs = await sampleSeqs(inspection.api, like, list?.split(',').map(Number) ?? null, signal);
      const samples = await loadJsonSamples(inspection, seqs, onProgress, signal);
      return { searched: seqs.length, samples, newFields: newFields(samples) };
    },
    [inspection, like.seq, list],
  );
  return useLoad({ known: null, startAtOnce: true, fetch });
}

export type TypesResult = { text: string } | { trouble: string } | null;

/** The types of the samples; null while they are generated. */
export function useTypes(name: string, format: TypeFormatId, samples: readonly Sample[]): TypesResult {
  const [result, setResult] = useState<TypesResult>(null);
  useEffect(() => {
    const leaving = new AbortController();
    setResult(null);
    const worker = new Worker(new URL('./generate-types.worker.ts', import.meta.url), { type: 'module' });
    const input: TypesInput = { name, format, samples: samples.map(({ text }) => text) };
    askWorker<NonNullable<TypesResult>>(worker, input, leaving.signal).then(setResult, (error) => {
      if (!leaving.signal.aborted) setResult({ trouble: (error as Error).message });
    });
    return () => leaving.abort();
  }, [name, format, samples]);
  return result;
}
