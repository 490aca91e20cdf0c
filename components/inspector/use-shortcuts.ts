'use client';

import { useEffect, useRef } from 'react';
import { isPaletteKey, type ShortcutId, shortcutFor, shortcuts } from './shortcuts.ts';

type Handler = (key: string) => void;

const handlers = new Map<ShortcutId, Handler>();

/** What a shortcut does while the calling component is shown; null while it does nothing. */
export function useShortcut(id: ShortcutId, act: Handler | (() => unknown) | null): void {
  const latest = useRef(act);
  latest.current = act;
  const isActive = act !== null;
  useEffect(() => {
    if (!isActive) return;
    const handler: Handler = (key) => latest.current?.(key);
    handlers.set(id, handler);
    return () => {
      if (handlers.get(id) === handler) handlers.delete(id);
    };
  }, [id, isActive]);
}

/** The shortcuts that do something at this moment. */
export function activeShortcuts(): ReadonlySet<ShortcutId> {
  return new Set(handlers.keys());
}

export function runShortcut(id: ShortcutId): void {
  const { keys } = shortcuts.find((one) => one.id === id)!;
  handlers.get(id)?.(keys[0]!);
}

/** Listens for the keys; once in the inspector. Fields, menus and dialogs keep theirs. */
export function useShortcutKeys(): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || isInWindow(event.target)) return;
      if (isTyping(event.target) && !isPaletteKey(event)) return;
      const id = shortcutFor(event, isInList(event.target));
      const handler = id === null ? undefined : handlers.get(id);
      if (!handler) return;
      event.preventDefault();
      handler(event.key);
    }
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest(closing) === null &&
    (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** Has the focus until it has faded; the keys are no longer its own. */
const closing = ':is([role=dialog], [role=alertdialog], [role=menu])[data-closed]';
const windows = ':is([role=dialog], [role=alertdialog], [role=menu]):not([data-closed])';

/** A menu or a dialog is open: the keys are its own. */
function isInWindow(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(windows) !== null;
}

function isInList(target: EventTarget | null): boolean {
  return target === document.body || (target instanceof Element && target.closest('[data-list]') !== null);
}
