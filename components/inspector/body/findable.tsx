'use client';

import { type KeyboardEvent, type ReactNode, useMemo, useRef } from 'react';
import { FindBar } from './find-bar.tsx';
import { type Find, MarkingProvider } from './use-find.ts';

type Props = {
  find: Find;
  /** True where there is text to find something in. */
  canFind: boolean;
  /** What stands above the place where words to find are typed. */
  head: ReactNode;
  children: ReactNode;
};

/** A view in which words can be found; its own key counts only inside of it, elsewhere the browser keeps its. */
export function Findable({ find, canFind, head, children }: Props) {
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
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of what is inside.
    <div ref={place} className="contents" onKeyDown={onKeyDown}>
      {head}
      {find.isOpen && canFind && <FindBar find={find} onClose={onClose} />}
      <MarkingProvider value={marking}>{children}</MarkingProvider>
    </div>
  );
}
