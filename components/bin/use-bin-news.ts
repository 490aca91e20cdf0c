'use client';

import { useEffect, useState } from 'react';
import { binApi } from '#components/api/bins.ts';
import { isAbort, type Trouble, troubleFrom } from '#components/api/call.ts';
import { type KnownBin, withBinChanged } from './known-bins.ts';
import { changeKnownBins } from './use-known-bins.ts';

export type BinNews =
  | { is: 'loading' }
  | { is: 'here'; total: number; createdAt: string; lastAt: string | null }
  /** The key opens it no more. */
  | { is: 'gone' }
  | { is: 'failed'; trouble: Trouble };

/** What happened in a bin; a name it was given elsewhere is learnt on the way. */
export function useBinNews({ key, slug, name }: KnownBin): BinNews {
  const [news, setNews] = useState<BinNews>({ is: 'loading' });

  // biome-ignore lint/correctness/useExhaustiveDependencies: a name learnt is no reason to ask again.
  useEffect(() => {
    const leaving = new AbortController();
    const api = binApi({ key, slug });
    Promise.all([api.look(leaving.signal), api.captures({ limit: 1 }, leaving.signal)])
      .then(([bin, { captures, total }]) => {
        setNews({ is: 'here', total, createdAt: bin.createdAt, lastAt: captures[0]?.receivedAt ?? null });
        if (bin.name !== name) changeKnownBins((bins) => withBinChanged(bins, key, { name: bin.name }));
      })
      .catch((error) => {
        if (isAbort(error)) return;
        const trouble = troubleFrom(error);
        setNews(trouble.status === 401 ? { is: 'gone' } : { is: 'failed', trouble });
      });
    return () => leaving.abort();
  }, [key, slug]);

  return news;
}
