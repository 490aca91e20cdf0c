'use client';

import { type KeyboardEvent, type ReactNode, useMemo, useRef } from 'react';
import { type Find, MarkingProvider } from '#components/ui/use-find.ts';
import { FindBar } from './find-bar.tsx';

type Props = {
  find: Find;
  /** True where there is text to search. */
  canFind: boolean;
  /** Shown above the find bar. */
  head: ReactNode;
  children: ReactNode;
};

/** A view with a find bar. Ctrl F opens it inside the view; elsewhere the browser's own find opens. */
export function FindInView({ find, canFind, head, children }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const { pattern, match } = find;
  const marking = useMemo(() => ({ pattern, match }), [pattern, match]);

  function onKeyDown(event: KeyboardEvent): void {
    const isFind = event.key.toLowerCase() === 'f' && (event.ctrlKey || event.metaKey) && !event.altKey;
    if (isFind && canFind) {
      find.open();
      place.current?.querySelector<HTMLInputElement>('search input')?.select();
    } else if (event.key === 'F3' && find.isOpen) find.step(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
  }

  function onClose(): void {
    find.close();
    place.current?.querySelector<HTMLElement>('[data-rows]')?.focus({ preventScroll: true });
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: handles keys of its contents.
    <div ref={place} className="contents" onKeyDown={onKeyDown}>
      {head}
      {find.isOpen && canFind && <FindBar find={find} onClose={onClose} />}
      <MarkingProvider value={marking}>{children}</MarkingProvider>
    </div>
  );
}
