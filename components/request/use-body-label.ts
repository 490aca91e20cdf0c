'use client';

import { useEffect, useState } from 'react';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { sentKind } from './body-label.ts';

/** Detecting the kind needs all body parsers, which the list does not load: they are loaded with the first body. */
const load = () => import('./shown-kind.ts');
let loaded: Awaited<ReturnType<typeof load>> | null = null;

/** The label beside the Body tab: the kind according to the bytes, or to Content-Type until they are loaded. */
export function useBodyLabel({ body, contentType }: CaptureSummary, bytes: Uint8Array | null): string {
  const [, setLoaded] = useState(loaded !== null);
  const isNeeded = bytes !== null && body.size > 0;
  useEffect(() => {
    if (!isNeeded || loaded) return;
    let isGone = false;
    load().then(
      (module) => {
        loaded = module;
        if (!isGone) setLoaded(true);
      },
      // The label from Content-Type stays.
      () => {},
    );
    return () => {
      isGone = true;
    };
  }, [isNeeded]);
  if (body.size === 0) return '';
  const label = bytes && loaded ? loaded.shownKind(contentType, bytes) : sentKind(contentType);
  return label.length > 24 ? `${label.slice(0, 23)}…` : label;
}
