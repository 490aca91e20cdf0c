'use client';

import { type RefObject, useEffect } from 'react';

/**
 * Calls `onTouch` when the person does something with an element, or with a menu or dialog that was opened from it: presses,
 * focuses, scrolls, or selects text. What the program scrolls does not count. Returns the handlers for the element.
 */
export function useTouch(element: RefObject<HTMLElement | null>, onTouch: () => void) {
  useEffect(() => {
    const onSelect = () => {
      const selection = getSelection();
      if (!selection || selection.isCollapsed || !element.current) return;
      if (selection.containsNode(element.current, true)) onTouch();
    };
    document.addEventListener('selectionchange', onSelect);
    return () => document.removeEventListener('selectionchange', onSelect);
  }, [element, onTouch]);
  return {
    onPointerDownCapture: onTouch,
    onFocusCapture: onTouch,
    onWheelCapture: onTouch,
    onTouchMoveCapture: onTouch,
  };
}
