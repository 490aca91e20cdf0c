'use client';

import { useEffect, useState } from 'react';
import { binApi } from '#components/api/bins.ts';
import { isAbort, type Trouble, troubleFrom } from '#components/api/call.ts';
import type { BinJson } from '#lib/model/bin-json.ts';
import { type SavedBin, withBinChanged } from './saved-bins.ts';
import { changeSavedBins } from './use-saved-bins.ts';

export type BinStatus =
  | { is: 'loading' }
  | { is: 'here'; bin: BinJson }
  /** Deleted, and can still be restored. */
  | { is: 'deleted' }
  /** The key no longer opens it. */
  | { is: 'gone' }
  | { is: 'failed'; trouble: Trouble };

/**
 * The current status of a bin, fetched again when the page becomes visible; a changed name or slug is stored in this browser.
 * `refresh` fetches it now.
 */
export function useBinNotice({ key, slug }: SavedBin): { status: BinStatus; refresh: () => void } {
  const [status, setStatus] = useState<BinStatus>({ is: 'loading' });
  const [turn, setTurn] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new turn is a reason to fetch again.
  useEffect(() => {
    const leaving = new AbortController();
    binApi({ key, slug })
      .get(leaving.signal)
      .then((bin) => {
        setStatus({ is: 'here', bin });
        const { name, captureUrl, expiresAt, lastRequestAt } = bin;
        const change = { name, slug: bin.slug, captureUrl, expiresAt, lastAt: lastRequestAt };
        changeSavedBins((bins) => withBinChanged(bins, key, change));
      })
      .catch((error) => {
        if (isAbort(error)) return;
        const trouble = troubleFrom(error);
        if (trouble.code === 'bin-deleted') setStatus({ is: 'deleted' });
        else setStatus(trouble.status === 401 ? { is: 'gone' } : { is: 'failed', trouble });
      });
    return () => leaving.abort();
  }, [key, slug, turn]);

  useEffect(() => {
    const look = () => document.hidden || setTurn((now) => now + 1);
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);

  return { status, refresh: () => setTurn((now) => now + 1) };
}
