'use client';

import { useEffect, useRef } from 'react';

/** Those who wait for the key; the last one is the innermost. */
const waiting: object[] = [];

/**
 * Takes Escape inside the detail of a request while the calling component is shown, before the inspector does: one step back
 * at a time. Fields, menus and dialogs keep theirs.
 */
export function useEscape(act: () => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const own = {};
    waiting.push(own);
    function onKeyDown(event: KeyboardEvent): void {
      if (event.key !== 'Escape' || event.defaultPrevented || waiting.at(-1) !== own) return;
      if (!isInDetail(event.target)) return;
      event.preventDefault();
      latest.current();
    }
    addEventListener('keydown', onKeyDown, { capture: true });
    return () => {
      waiting.splice(waiting.indexOf(own), 1);
      removeEventListener('keydown', onKeyDown, { capture: true });
    };
  }, []);
}

/** Nothing has the focus when what had it has gone. */
function isInDetail(target: EventTarget | null): boolean {
  if (target === document.body) return true;
  return (
    target instanceof Element &&
    target.closest('[data-detail]') !== null &&
    target.closest('input, textarea, select, [role=dialog], [role=menu]') === null
  );
}
