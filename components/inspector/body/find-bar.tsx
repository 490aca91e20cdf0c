'use client';

import { CaseSensitive, ChevronDown, ChevronUp, Search, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { countWords } from '#components/frame/count-words.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import type { Find } from './use-find.ts';

/** Finds words in what is shown: how often, and from one to the next. */
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
    <search className="flex shrink-0 items-center gap-1 px-4 pt-1.5 wide:px-5" aria-label="Find in body">
      <div className="flex h-7 min-w-0 flex-1 items-center gap-2 rounded-control border border-edge bg-raised pr-1 pl-2 focus-within:border-accent touch:h-9 wide:max-w-96">
        <Search className="size-3.5 shrink-0 text-quiet" aria-hidden />
        <input
          ref={field}
          type="text"
          aria-label="Find in body"
          placeholder="Find in body"
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
          label="Match case"
          pressed={find.matchCase}
          onClick={() => find.setMatchCase(!find.matchCase)}
          className="size-6 touch:size-8"
        >
          <CaseSensitive />
        </IconButton>
      </div>
      <IconButton
        label="Previous match"
        shortcut="⇧ Enter"
        disabled={find.count === 0}
        onClick={() => find.step(-1)}
      >
        <ChevronUp />
      </IconButton>
      <IconButton
        label="Next match"
        shortcut="Enter"
        disabled={find.count === 0}
        onClick={() => find.step(1)}
      >
        <ChevronDown />
      </IconButton>
      <IconButton label="Close find" shortcut="Esc" onClick={onClose}>
        <X />
      </IconButton>
    </search>
  );
}

function foundWords({ pattern, count, current, isFull, done }: Find): string {
  if (pattern === null) return '';
  if (count === 0) return done ? 'not found' : 'looking …';
  return `${countWords(current + 1)} of ${countWords(count)}${isFull ? '+' : done ? '' : ' …'}`;
}
