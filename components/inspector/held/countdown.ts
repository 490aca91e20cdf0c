'use client';

import { useCallback } from 'react';
import { useTimeWords } from '#components/frame/clock.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';

/** The time left as minutes and seconds: `1:42`. `left` in milliseconds. */
export function countdownWords(left: number): string {
  const seconds = Math.max(0, Math.ceil(left / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/**
 * How long the sender of a held request still waits, as `1:42`; empty when it does not wait. The deadline decides, since the
 * end of the wait is not reported when the server was restarted.
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
