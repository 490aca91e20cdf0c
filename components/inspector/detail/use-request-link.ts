'use client';

import { createContext, useContext } from 'react';
import { useInspection } from '../inspection.tsx';
import { useSharedLink } from '../share/use-shared-link.ts';

const SeqContext = createContext<number | null>(null);
/** Says which request is shown. */
export const SeqProvider = SeqContext;

/**
 * Makes the address of the request that is shown, or of a place in it: for looking, where the person can make such a link,
 * since their own address opens the bin with all their rights; else their own.
 */
export function useRequestLink(): (fragment: string) => string | Promise<string> {
  const seq = useContext(SeqContext);
  const { bin, may } = useInspection();
  const { want } = useSharedLink();
  return (fragment) => {
    const end = `/${seq}${fragment}`;
    if (!may('make-links')) return `${location.origin}/i/${bin.key}${end}`;
    return want().then(({ inspectUrl }) => inspectUrl + end);
  };
}
