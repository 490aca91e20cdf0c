'use client';

import { useMemo } from 'react';
import type { Target } from './rows-view.tsx';
import type { Find } from './use-find.ts';

/** The row to show: of the match somebody steps to, else the one a link leads to. */
export function useTarget({ match, turn }: Find, wanted: Target | null): Target | null {
  const row = match?.row ?? wanted?.row ?? null;
  const wish = match ? `find ${turn} ${match.row} ${match.from}` : (wanted?.turn ?? 0);
  return useMemo(() => (row === null ? null : { row, turn: wish }), [row, wish]);
}
