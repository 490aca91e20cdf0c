'use client';

import { useEffect, useState } from 'react';

/** What the fragment of an address begins with that carries bins; see `carried-bins.ts`, which is fetched when needed. */
export const carryingMarker = '#bins=';

/** Whether the address carries bins from another browser, which is no first visit. */
export function isCarrying(): boolean {
  return location.hash.startsWith(carryingMarker);
}

/**
 * The fragment that brought bins from another browser; null when none did. The address is made plain again once that was
 * taken note of: it holds keys.
 */
export function useCarriedBins(): { fragment: string | null; done: () => void } {
  const [fragment, setFragment] = useState<string | null>(null);
  useEffect(() => {
    const look = () => {
      if (isCarrying()) setFragment(location.hash);
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
