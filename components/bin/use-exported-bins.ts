'use client';

import { useEffect, useState } from 'react';

/** The start of a URL fragment that contains bins; see `exported-bins.ts`, which is loaded when needed. */
export const binsMarker = '#bins=';

/** Whether the URL contains bins from another browser, which means that this is not a first visit. */
export function hasExportedBins(): boolean {
  return location.hash.startsWith(binsMarker);
}

/** The fragment with bins from another browser; null when there is none. It is removed from the URL, because it contains keys. */
export function useExportedBins(): { fragment: string | null; done: () => void } {
  const [fragment, setFragment] = useState<string | null>(null);
  useEffect(() => {
    const look = () => {
      if (hasExportedBins()) setFragment(location.hash);
    };
    look();
    addEventListener('hashchange', look);
    return () => removeEventListener('hashchange', look);
  }, []);
  useEffect(() => {
    if (fragment !== null) history.replaceState(null, '', '/?bins');
  }, [fragment]);
  return { fragment, done: () => setFragment(null) };
}
