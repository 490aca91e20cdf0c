'use client';

import { useCallback } from 'react';
import { withBinChanged } from '#components/bin/known-bins.ts';
import { changeKnownBins, knownBins, useKnownBins } from '#components/bin/use-known-bins.ts';
import { useInspection } from '../inspection.tsx';

type SharedLink = { id: number; inspectUrl: string };

/** Several may want the link at once, and React may run an effect twice: it is made once. */
const making = new Map<string, Promise<SharedLink>>();

/** The link that lets people look at this bin: the one this browser made before, or a new one when it is wanted. */
export function useSharedLink() {
  const { api, bin } = useInspection();
  const shared = useKnownBins().find(({ key }) => key === bin.key)?.shared ?? null;

  const want = useCallback(async (): Promise<SharedLink> => {
    const known = knownBins().find(({ key }) => key === bin.key)?.shared;
    if (known) return known;
    const made = making.get(bin.key) ?? api.addLink({ role: 'viewer' }).finally(() => making.delete(bin.key));
    making.set(bin.key, made);
    const { id, inspectUrl } = await made;
    changeKnownBins((bins) => withBinChanged(bins, bin.key, { shared: { id, inspectUrl } }));
    return { id, inspectUrl };
  }, [api, bin.key]);

  const forget = useCallback(() => {
    changeKnownBins((bins) => withBinChanged(bins, bin.key, { shared: undefined }));
  }, [bin.key]);

  return { shared, want, forget };
}
