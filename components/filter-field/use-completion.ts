'use client';

import {
  type ChangeEvent,
  type KeyboardEvent,
  type RefObject,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { complete, type Seen } from '#lib/filter/complete.ts';
import { withCounts } from './seen-values.ts';
import { type CountValues, useCountedValues } from './use-counted-values.ts';

export type FilterOption = {
  text: string;
  words: string | null;
  /** How many requests have the value; null where it is not known. */
  count: number | null;
  /** A value follows, so no space is added. */
  open?: boolean;
  /** A recent filter, which replaces the whole text. */
  recent?: boolean;
};

type Field = {
  input: RefObject<HTMLInputElement | null>;
  text: string;
  onChange: (text: string) => void;
  /** Values that are known without asking the server, read whenever the suggestions open. */
  seen: () => Seen;
  count: CountValues;
  /** Whole filters that are offered while the field is empty. */
  recent?: () => readonly string[];
  onRecent?: (text: string) => void;
  /** Whether the suggestions open with the focus. Otherwise they open when something is typed, and with the arrow keys. */
  opensOnFocus: boolean;
};

export type Completion = ReturnType<typeof useCompletion>;

const none = (): readonly string[] => [];

/**
 * The suggestions for the term at the caret of a field that holds a filter. Tab accepts the first one of a term that was begun, Enter the
 * active one. The field keeps the focus and names the active one (the ARIA pattern of a combobox with a list).
 */
export function useCompletion(field: Field) {
  const { input, text, onChange, seen, count, recent = none, onRecent, opensOnFocus } = field;
  const id = useId();
  const [isFocused, setFocused] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const [caret, setCaret] = useState(text.length);

  // biome-ignore lint/correctness/useExhaustiveDependencies: collected whenever the suggestions open.
  const known = useMemo(() => (isOpen ? seen() : {}), [isOpen]);
  const { counts, isLoading } = useCountedValues(isOpen ? complete(text, caret, {}).key : null, count);
  const completions = useMemo(
    () => complete(text, caret, withCounts(known, counts)),
    [text, caret, known, counts],
  );
  const options: FilterOption[] = isOpen
    ? [
        ...(text.trim() === ''
          ? recent().map((filter) => ({ text: filter, words: null, count: null, recent: true }))
          : []),
        ...completions.options,
      ]
    : [];
  const isShown = options.length > 0;
  // Tab accepts the first one for a term that was begun; with none, it leaves the field.
  const first = completions.isBegun ? 0 : -1;
  const onTab = isShown ? (active >= 0 ? active : first) : -1;

  // React puts the caret at the end when it sets the value. It is moved in the same commit: the next key may come before the next frame.
  const nextCaret = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (nextCaret.current === null) return;
    input.current?.setSelectionRange(nextCaret.current, nextCaret.current);
    nextCaret.current = null;
  });

  function close(): void {
    setOpen(false);
    setActive(-1);
  }

  function accept(option: FilterOption): void {
    if (option.recent) {
      onRecent?.(option.text);
      close();
      return;
    }
    const before = text.slice(0, completions.start) + option.text;
    const after = text.slice(completions.end);
    const space = option.open || after.startsWith(' ') ? '' : ' ';
    const at = (before + space).length;
    onChange(before + space + after);
    setCaret(at);
    setActive(-1);
    nextCaret.current = at;
    setOpen(true);
  }

  /** Handles a key of the suggestions; says whether it was one. */
  function onKey(event: KeyboardEvent): boolean {
    const { key } = event;
    const isTab = key === 'Tab' && !event.shiftKey;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      const step = key === 'ArrowDown' ? 1 : -1;
      if (isShown) setActive(((active + 1 + step + options.length + 1) % (options.length + 1)) - 1);
      else setOpen(true);
    } else if (isTab && options[onTab]) accept(options[onTab]);
    else if (key === 'Enter' && options[active]) accept(options[active]);
    // The values are on their way: the next letter must not be a shortcut.
    else if (!(isTab && isLoading)) return false;
    event.preventDefault();
    return true;
  }

  return {
    id,
    options,
    active,
    onTab,
    /** How many of the newest requests were counted; null when all were, or none. */
    counted: counts?.isPartial ? counts.counted : null,
    /** Whether there are suggestions to see. */
    isShown,
    /** Whether the values of the key at the caret are still being counted. */
    isLoading,
    isFocused,
    caret,
    accept,
    close,
    onKey,
    /** For the field. */
    props: {
      role: 'combobox',
      'aria-autocomplete': 'list',
      'aria-expanded': isShown,
      'aria-controls': isShown ? `${id}options` : undefined,
      'aria-activedescendant': isShown && active >= 0 ? `${id}${active}` : undefined,
      spellCheck: false,
      autoCapitalize: 'off',
      autoComplete: 'off',
      autoCorrect: 'off',
      onChange: ({ target }: ChangeEvent<HTMLInputElement>) => {
        onChange(target.value);
        setCaret(target.selectionStart ?? target.value.length);
        setActive(-1);
        setOpen(true);
      },
      onSelect: () => setCaret(input.current?.selectionStart ?? text.length),
      onFocus: () => {
        setFocused(true);
        if (opensOnFocus) setOpen(true);
      },
      onClick: () => {
        if (opensOnFocus) setOpen(true);
      },
      onBlur: () => {
        setFocused(false);
        close();
      },
    },
  } as const;
}
