'use client';

import { useEffect, useRef } from 'react';
import { isPaletteKey, type ShortcutId, shortcutFor, shortcuts } from './shortcuts.ts';

type Handler = (key: string) => void;

const handlers = new Map<ShortcutId, Handler>();

/** Registers the action of a shortcut while the calling component is mounted; null for none. */
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

/** The shortcuts that have an action now. */
export function activeShortcuts(): ReadonlySet<ShortcutId> {
  return new Set(handlers.keys());
}

export function runShortcut(id: ShortcutId): void {
  const { keys } = shortcuts.find((one) => one.id === id)!;
  handlers.get(id)?.(keys[0]!);
}

/** Handles shortcuts; once in the inspector. Text fields, menus and dialogs keep their own keys. */
export function useShortcutKeys(): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || isInPopup(event.target)) return;
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

/** A dialog or menu that is fading out: it still has the focus, but no longer takes keys. */
const closing = ':is([role=dialog], [role=alertdialog], [role=menu])[data-closed]';
const popups = ':is([role=dialog], [role=alertdialog], [role=menu]):not([data-closed])';

/** Whether the target is in an open menu or dialog, which takes its own keys. */
function isInPopup(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(popups) !== null;
}

function isInList(target: EventTarget | null): boolean {
  return target === document.body || (target instanceof Element && target.closest('[data-list]') !== null);
}
