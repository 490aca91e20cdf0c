'use client';

import { CaseSensitive, ChevronDown, ChevronUp, Search, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { IconButton } from '#components/ui/icon-button.tsx';
import type { Find } from '#components/ui/use-find.ts';
import { findBar as words } from './words.ts';

/** Finds text in the shown view, counts the matches and steps through them. */
export function FindBar({ find, onClose }: { find: Find; onClose: () => void }) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') onClose();
    else if (event.key === 'Enter' || event.key === 'F3') find.step(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <search className="flex shrink-0 items-center gap-1 px-4 pt-1.5 wide:px-5" aria-label={words.label}>
      <div className="flex h-7 min-w-0 flex-1 items-center gap-2 rounded-control border border-edge bg-raised pr-1 pl-2 focus-within:border-accent touch:h-9 wide:max-w-96">
        <Search className="size-3.5 shrink-0 text-quiet" aria-hidden />
        <input
          ref={field}
          type="text"
          aria-label={words.label}
          placeholder={words.label}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          value={find.query}
          onChange={(event) => find.ask(event.target.value)}
          onKeyDown={onKeyDown}
          className="h-full min-w-0 flex-1 bg-clear wire outline-none placeholder:font-sans placeholder:text-quiet"
        />
        <span role="status" className="shrink-0 text-quiet text-small tabular-nums">
          {foundWords(find)}
        </span>
        <IconButton
          label={words.matchCase}
          pressed={find.matchCase}
          onClick={() => find.setMatchCase(!find.matchCase)}
          className="size-6 touch:size-8"
        >
          <CaseSensitive />
        </IconButton>
      </div>
      <IconButton
        label={words.previous}
        shortcut="⇧ Enter"
        disabled={find.count === 0}
        onClick={() => find.step(-1)}
      >
        <ChevronUp />
      </IconButton>
      <IconButton
        label={words.next}
        shortcut="Enter"
        disabled={find.count === 0}
        onClick={() => find.step(1)}
      >
        <ChevronDown />
      </IconButton>
      <IconButton label={words.close} shortcut="Esc" onClick={onClose}>
        <X />
      </IconButton>
    </search>
  );
}

function foundWords({ pattern, count, current, isFull, done }: Find): string {
  if (pattern === null) return '';
  if (count === 0) return done ? words.noMatches : words.searching;
  return words.matches(current + 1, count, isFull ? '+' : done ? '' : ' …');
}
