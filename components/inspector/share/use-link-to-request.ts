'use client';

import { useMemo } from 'react';
import { type KnownLink, knownLinksOf } from '#components/bin/saved-bins.ts';
import { useSavedBins } from '#components/bin/use-saved-bins.ts';
import type { RequestLink } from '#components/request/request-link.ts';
import { useInspection } from '../context/inspection.tsx';

/**
 * How the URL of a request is made: with a view link that was created in this browser where the person can create one, since
 * the URL of their own page opens the bin with all their rights; else with their own. `create` offers to create a link.
 */
export function useLinkToRequest(seq: number | null, create: (fragment: string) => void): RequestLink {
  const { bin, may } = useInspection();
  const saved = useSavedBins().find(({ key }) => key === bin.key);
  const canMakeLinks = may('make-links');
  return useMemo(() => {
    const link = canMakeLinks && saved ? linkForRequest(knownLinksOf(saved), seq, Date.now()) : null;
    if (canMakeLinks && !link) return { urlOf: null, create };
    const page = () => link?.inspectUrl ?? `${location.origin}/i/${bin.key}`;
    return { urlOf: (fragment: string) => `${page()}/${seq}${fragment}`, create };
  }, [bin.key, canMakeLinks, saved, seq, create]);
}

/** The link to copy for a request: the newest view link that shows it; null when there is none. `now` in milliseconds. */
function linkForRequest(links: readonly KnownLink[], seq: number | null, now: number): KnownLink | null {
  return (
    links.find(
      ({ role, captureSeq, expiresAt }) =>
        role === 'viewer' &&
        (captureSeq === null || captureSeq === seq) &&
        (expiresAt === null || Date.parse(expiresAt) > now),
    ) ?? null
  );
}
