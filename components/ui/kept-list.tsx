'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';
import { classNames } from './class-names.ts';

type Props = {
  /** The id of the row whose contents are shown in place of the list; null while the list is shown. */
  opened: string | null;
  className?: string;
  /** The button of a row has the id of the row as `data-opens`. */
  children: ReactNode;
};

/**
 * A list that is hidden while one of its rows is open, and keeps its rows and its scroll position. Then the row has the focus again, or
 * the list if the row was removed. A list that has not been shown yet is not rendered.
 */
export function KeptList({ opened, className, children }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const last = useRef(opened);
  const [wasShown, setWasShown] = useState(opened === null);
  if (opened === null && !wasShown) setWasShown(true);

  useEffect(() => {
    const closed = last.current;
    last.current = opened;
    if (opened !== null || closed === null) return;
    const row = list.current?.querySelector<HTMLElement>(`[data-opens="${CSS.escape(closed)}"]`);
    (row ?? list.current)?.focus();
  }, [opened]);

  return (
    <div ref={list} tabIndex={-1} hidden={opened !== null} className={classNames('outline-none', className)}>
      {wasShown && children}
    </div>
  );
}
