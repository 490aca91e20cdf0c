'use client';

import { useCallback } from 'react';
import { useTimeWords } from '#components/frame/clock.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';

/** What is left of a time, as a clock counts down: `1:42`. `left` in milliseconds. */
export function countdownWords(left: number): string {
  const seconds = Math.max(0, Math.ceil(left / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/**
 * How long a sender still waits to be answered by hand; empty when it does not. The end may come unheard, with the process that
 * had its connection: past the deadline nobody waits.
 */
export function useTimeLeft({ held, reply }: Pick<CaptureSummary, 'held' | 'reply'>): string {
  const deadline = held && !reply ? Date.parse(held.deadline) : null;
  return useTimeWords(
    useCallback(
      (now: number) => (deadline === null || now >= deadline ? '' : countdownWords(deadline - now)),
      [deadline],
    ),
  );
}
