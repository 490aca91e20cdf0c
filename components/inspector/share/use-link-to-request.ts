'use client';

import { useMemo } from 'react';
import type { RequestLink } from '#components/request/request-link.ts';
import { useInspection } from '../context/inspection.tsx';
import { linkForRequest, useKnownLinks } from './known-links.ts';

/**
 * How the URL of a request is made: with a view link that was created in this browser where the person can create one, since
 * the URL of their own page opens the bin with all their rights; else with their own. `create` offers to create a link.
 */
export function useLinkToRequest(seq: number | null, create: (fragment: string) => void): RequestLink {
  const { bin, may } = useInspection();
  const { known } = useKnownLinks();
  const canMakeLinks = may('make-links');
  return useMemo(() => {
    const link = canMakeLinks ? linkForRequest(known, seq, Date.now()) : null;
    if (canMakeLinks && !link) return { urlOf: null, create };
    const page = () => link?.inspectUrl ?? `${location.origin}/i/${bin.key}`;
    return { urlOf: (fragment: string) => `${page()}/${seq}${fragment}`, create };
  }, [bin.key, canMakeLinks, known, seq, create]);
}
