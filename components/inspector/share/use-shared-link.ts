'use client';

import { useCallback } from 'react';
import { withBinChanged } from '#components/bin/saved-bins.ts';
import { changeSavedBins, savedBins, useSavedBins } from '#components/bin/use-saved-bins.ts';
import { useInspection } from '../context/inspection.tsx';

type SharedLink = { id: number; inspectUrl: string };

/** Links being created, by the key of their bin: concurrent callers, and effects that run twice, get the same one. */
const pending = new Map<string, Promise<SharedLink>>();

/** The view-only link of this bin: the one this browser created before, or a new one from `ensure`. */
export function useSharedLink() {
  const { api, bin } = useInspection();
  const shared = useSavedBins().find(({ key }) => key === bin.key)?.shared ?? null;

  const ensure = useCallback(async (): Promise<SharedLink> => {
    const known = savedBins().find(({ key }) => key === bin.key)?.shared;
    if (known) return known;
    const link =
      pending.get(bin.key) ?? api.createLink({ role: 'viewer' }).finally(() => pending.delete(bin.key));
    pending.set(bin.key, link);
    const { id, inspectUrl } = await link;
    changeSavedBins((bins) => withBinChanged(bins, bin.key, { shared: { id, inspectUrl } }));
    return { id, inspectUrl };
  }, [api, bin.key]);

  const forget = useCallback(() => {
    changeSavedBins((bins) => withBinChanged(bins, bin.key, { shared: undefined }));
  }, [bin.key]);

  return { shared, ensure, forget };
}
