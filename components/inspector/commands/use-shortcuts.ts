'use client';

import { useEffect, useRef } from 'react';
import { isAboutRequest, isPaletteKey, type ShortcutId, shortcutFor, shortcuts } from './shortcuts.ts';
import { noField, reduceTypedField } from './typed-field.ts';

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

/**
 * Handles shortcuts; once in the inspector. Text fields, menus and dialogs keep their own keys, and a field that loses the
 * focus while somebody types takes them along. `onAboutRequest` is called before a shortcut that does something with the
 * request that is shown.
 */
export function useShortcutKeys(onAboutRequest: () => void): void {
  const latest = useRef(onAboutRequest);
  latest.current = onAboutRequest;
  useEffect(() => {
    let typedField = noField;
    function followTyping(event: KeyboardEvent | PointerEvent | FocusEvent): void {
      typedField = reduceTypedField(typedField, {
        type: event.type as (typeof typingEvents)[number],
        key: event instanceof KeyboardEvent ? event.key : null,
        isField: isTyping(event.target),
        isNowhere: event.target === document.body,
      });
    }
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || isInPopup(event.target)) return;
      if ((isTyping(event.target) || typedField.isLost) && !isPaletteKey(event)) return;
      const id = shortcutFor(event, isInList(event.target));
      const handler = id === null ? undefined : handlers.get(id);
      if (!handler) return;
      event.preventDefault();
      if (isAboutRequest(id!)) latest.current();
      handler(event.key);
    }
    // While the event goes down, since some fields keep their keys to themselves.
    for (const type of typingEvents) addEventListener(type, followTyping, true);
    addEventListener('keydown', onKeyDown);
    return () => {
      for (const type of typingEvents) removeEventListener(type, followTyping, true);
      removeEventListener('keydown', onKeyDown);
    };
  }, []);
}

const typingEvents = ['keydown', 'pointerdown', 'focusin'] as const;

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
