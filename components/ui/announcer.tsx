'use client';

import { useSyncExternalStore } from 'react';
import { valueStore } from './value-store.ts';

const said = valueStore('');

/** Says something to people who do not see the screen, once what they are listening to has ended. */
export function announce(words: string): void {
  // The same words twice would be silence: a no-break space makes them new.
  said.set(said.get() === words ? `${words}\u00a0` : words);
}

/** Where announcements are made; once a page. */
export function Announcer() {
  const words = useSyncExternalStore(said.subscribe, said.get, () => '');
  return (
    <div role="status" aria-live="polite" className="sr-only">
      {words}
    </div>
  );
}
