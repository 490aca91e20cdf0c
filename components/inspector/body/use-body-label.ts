'use client';

import { useEffect, useState } from 'react';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { sentKind } from './body-label.ts';

/** Telling kinds apart takes every parser of bodies, which the list can do without: they come with the first body. */
const load = () => import('./shown-kind.ts');
let loaded: Awaited<ReturnType<typeof load>> | null = null;

/** What a body is, in the word beside its tab: what its bytes show, or what it is said to be while they are not here. */
export function useBodyLabel({ body, contentType }: CaptureSummary, bytes: Uint8Array | null): string {
  const [, setHere] = useState(loaded !== null);
  const isWanted = bytes !== null && body.size > 0;
  useEffect(() => {
    if (!isWanted || loaded) return;
    let isGone = false;
    load().then(
      (come) => {
        loaded = come;
        if (!isGone) setHere(true);
      },
      // What it is said to be stays beside the tab.
      () => {},
    );
    return () => {
      isGone = true;
    };
  }, [isWanted]);
  if (body.size === 0) return '';
  const label = bytes && loaded ? loaded.shownKind(contentType, bytes) : sentKind(contentType);
  return label.length > 24 ? `${label.slice(0, 23)}…` : label;
}
