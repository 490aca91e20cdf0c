'use client';

import { type ReactNode, useContext, useEffect, useRef, useState } from 'react';
import { FilterByContext } from '#components/request/filter-by.ts';
import { FilterByButton } from '#components/request/filter-by-button.tsx';
import { textWord } from '#lib/filter/value-words.ts';
import { selectionBar as words } from './words.ts';

/** How much of the selected text is shown, characters. */
const most = 80;

/** A body with a bar below it while a text in it is selected, to filter the list by that text. */
export function FilterBySelection({ children }: { children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  const canFilter = useContext(FilterByContext) !== null;
  const [text, setText] = useState('');
  useEffect(() => {
    if (!canFilter) return;
    const read = () => setText(selectedIn(place.current));
    document.addEventListener('selectionchange', read);
    return () => document.removeEventListener('selectionchange', read);
  }, [canFilter]);
  const word = textWord(text);
  return (
    <div ref={place} className="contents">
      {children}
      {word && (
        <div
          role="toolbar"
          aria-label={words.label}
          className="sticky bottom-0 flex shrink-0 items-center gap-2 border-line border-t bg-panel px-4 py-1 wide:px-5"
        >
          <span className="min-w-0 flex-1 select-none truncate text-quiet">
            {words.selected(text.length > most ? `${text.slice(0, most)}…` : text)}
          </span>
          <FilterByButton word={word}>{words.filter}</FilterByButton>
        </div>
      )}
    </div>
  );
}

/** The text that is selected within an element, in one line; else empty. */
function selectedIn(element: HTMLElement | null): string {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !element?.contains(selection.anchorNode)) return '';
  if (!element.contains(selection.focusNode)) return '';
  const text = selection.toString();
  return text.includes('\n') ? '' : text;
}
