'use client';

import { useMemo } from 'react';
import type { Find } from '#components/ui/use-find.ts';
import type { Target } from './rows-view.tsx';

/** The row to scroll to: that of the current match, else that of the destination. */
export function useScrollTarget({ match, turn }: Find, destination: Target | null): Target | null {
  const row = match?.row ?? destination?.row ?? null;
  const targetTurn = match ? `find ${turn} ${match.row} ${match.from}` : (destination?.turn ?? 0);
  return useMemo(() => (row === null ? null : { row, turn: targetTurn }), [row, targetTurn]);
}
