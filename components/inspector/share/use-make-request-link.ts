'use client';

import { useCallback } from 'react';
import type { MakeRequestLink } from '#components/request/request-link.ts';
import { useInspection } from '../context/inspection.tsx';
import { useSharedLink } from './use-shared-link.ts';

/**
 * Makes the URL of a request, or of a place in it: with a viewer link where the person can create one, since the URL of their
 * own page opens the bin with all their rights; else with their own.
 */
export function useMakeRequestLink(seq: number | null): MakeRequestLink {
  const { bin, may } = useInspection();
  const { ensure } = useSharedLink();
  const canMakeLinks = may('make-links');
  return useCallback(
    (fragment) => {
      const end = `/${seq}${fragment}`;
      if (!canMakeLinks) return `${location.origin}/i/${bin.key}${end}`;
      return ensure().then(({ inspectUrl }) => inspectUrl + end);
    },
    [bin.key, canMakeLinks, seq, ensure],
  );
}
