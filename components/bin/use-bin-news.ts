'use client';

import { useEffect, useState } from 'react';
import { type BinJson, binApi } from '#components/api/bins.ts';
import { isAbort, type Trouble, troubleFrom } from '#components/api/call.ts';
import { type KnownBin, withBinChanged } from './known-bins.ts';
import { changeKnownBins } from './use-known-bins.ts';

export type BinNews =
  | { is: 'loading' }
  | { is: 'here'; bin: BinJson }
  /** It was deleted and can be brought back; the API says until when. */
  | { is: 'deleted'; words: string }
  /** The key opens it no more. */
  | { is: 'gone' }
  | { is: 'failed'; trouble: Trouble };

/**
 * What happened in a bin, asked anew when the page comes back into view; what it was given elsewhere, a name or another
 * slug, is learnt on the way. `again` asks at once.
 */
export function useBinNews({ key, slug }: KnownBin): { news: BinNews; again: () => void } {
  const [news, setNews] = useState<BinNews>({ is: 'loading' });
  const [turn, setTurn] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a turn is a reason to ask again.
  useEffect(() => {
    const leaving = new AbortController();
    binApi({ key, slug })
      .look(leaving.signal)
      .then((bin) => {
        setNews({ is: 'here', bin });
        const { name, captureUrl, expiresAt, lastRequestAt } = bin;
        const learnt = { name, slug: bin.slug, captureUrl, expiresAt, lastAt: lastRequestAt };
        changeKnownBins((bins) => withBinChanged(bins, key, learnt));
      })
      .catch((error) => {
        if (isAbort(error)) return;
        const trouble = troubleFrom(error);
        if (trouble.code === 'bin-deleted') setNews({ is: 'deleted', words: trouble.detail ?? trouble.hint });
        else setNews(trouble.status === 401 ? { is: 'gone' } : { is: 'failed', trouble });
      });
    return () => leaving.abort();
  }, [key, slug, turn]);

  useEffect(() => {
    const look = () => document.hidden || setTurn((now) => now + 1);
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);

  return { news, again: () => setTurn((now) => now + 1) };
}
