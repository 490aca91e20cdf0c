'use client';

import { type KeyboardEvent, type PointerEvent, useEffect, useState } from 'react';
import { listWidthName, storeChoice, storedChoice } from '#components/frame/stored-choices.ts';
import { requestList } from './words.ts';

const narrowest = 300;

/** The width before somebody changes it, pixels: `--usual-list-width` in app/globals.css. */
function usualWidth(): number {
  return Number.parseInt(
    getComputedStyle(document.documentElement).getPropertyValue('--usual-list-width'),
    10,
  );
}

/** The divider between list and detail: drag it or use the arrow keys; a double click resets it. */
export function ListDivider() {
  const [width, setWidth] = useState<number>();
  useEffect(() => setWidth(Number(storedChoice(listWidthName)) || usualWidth()), []);

  function resize(wanted: number): void {
    const widest = Math.max(narrowest, Math.min(900, innerWidth - 420));
    const next = Math.round(Math.min(widest, Math.max(narrowest, wanted)));
    setWidth(next);
    document.documentElement.style.setProperty('--list-width', `${next}px`);
    storeChoice(listWidthName, String(next));
  }

  function onPointerMove(event: PointerEvent<HTMLDivElement>): void {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) resize(event.clientX);
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    const step = { ArrowLeft: -20, ArrowRight: 20 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    resize(event.currentTarget.getBoundingClientRect().left + 3 + step);
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> cannot be dragged or focused.
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={requestList.width}
      aria-valuenow={width}
      aria-valuemin={narrowest}
      tabIndex={0}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onPointerMove}
      onKeyDown={onKeyDown}
      onDoubleClick={() => resize(usualWidth())}
      className="relative z-10 -mx-[3px] hidden w-[7px] shrink-0 cursor-col-resize touch-none wide:block before:absolute before:inset-y-0 before:left-[3px] before:w-px before:bg-line hover:before:bg-accent focus-visible:before:bg-accent focus-visible:outline-none active:before:bg-accent"
    />
  );
}
