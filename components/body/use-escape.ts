'use client';

import { useEffect, useRef } from 'react';

/** The components that handle Escape; the last one is the innermost. */
const handlers: object[] = [];

/**
 * Calls `act` on Escape inside the detail of a request while the calling component is mounted; the innermost one is called
 * first, before the inspector. Fields, menus and dialogs handle Escape themselves.
 */
export function useEscape(act: () => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const own = {};
    handlers.push(own);
    function onKeyDown(event: KeyboardEvent): void {
      if (event.key !== 'Escape' || event.defaultPrevented || handlers.at(-1) !== own) return;
      if (!isInDetail(event.target)) return;
      event.preventDefault();
      latest.current();
    }
    addEventListener('keydown', onKeyDown, { capture: true });
    return () => {
      handlers.splice(handlers.indexOf(own), 1);
      removeEventListener('keydown', onKeyDown, { capture: true });
    };
  }, []);
}

/** Whether an element is in the detail. The body has the focus when the focused element was removed. */
function isInDetail(target: EventTarget | null): boolean {
  if (target === document.body) return true;
  return (
    target instanceof Element &&
    target.closest('[data-detail]') !== null &&
    target.closest('input, textarea, select, [role=dialog], [role=menu]') === null
  );
}
