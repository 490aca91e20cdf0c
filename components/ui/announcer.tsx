'use client';

import { useSyncExternalStore } from 'react';
import { valueStore } from './value-store.ts';

const announcement = valueStore('');

/** Announces a text to screen readers, after what they are reading. */
export function announce(words: string): void {
  // A screen reader ignores the same text twice: a no-break space makes it a change.
  announcement.set(announcement.get() === words ? `${words}\u00a0` : words);
}

/** The live region for announcements; once a page. */
export function Announcer() {
  const words = useSyncExternalStore(announcement.subscribe, announcement.get, () => '');
  return (
    <div role="status" aria-live="polite" className="sr-only">
      {words}
    </div>
  );
}
