'use client';

import { useCallback, useEffect, useRef } from 'react';
import { type Checks, startChecks } from './checks.ts';

type Options = {
  /** The time between two requests, milliseconds. */
  interval: number;
  /** Whether it is fetched repeatedly. */
  isRepeated: boolean;
};

/**
 * Fetches now, whenever `check` changes, and repeatedly while wanted; nothing while `check` is null. `check` must not reject. Returns a
 * function that fetches once more.
 */
export function useChecks(
  check: ((signal: AbortSignal) => Promise<void>) | null,
  { interval, isRepeated }: Options,
): () => void {
  const checks = useRef<Checks | null>(null);
  useEffect(() => {
    if (check === null) return;
    const started = startChecks(check, interval);
    checks.current = started;
    return () => {
      started.stop();
      checks.current = null;
    };
  }, [check, interval]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the effect above has started new checks.
  useEffect(() => checks.current?.repeat(isRepeated), [check, interval, isRepeated]);
  return useCallback(() => checks.current?.now(), []);
}
