'use client';

import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Kbd } from './kbd.tsx';

/** The tooltip of an element, as attributes to spread. It does not change the accessible name. */
export function tooltip(words: string, shortcut?: string): Record<string, string | undefined> {
  return { 'data-tip': words, 'data-tip-key': shortcut };
}

type Tip = { words: string; shortcut?: string; of: Element };

/** How long a pointer rests before a tooltip shows, and how long after one the next shows at once; milliseconds. */
const showDelay = 500;
const warmTime = 400;

/** Shows the tooltips of all elements; once a page. One listener costs less than one component for each tooltip. */
export function Tooltips() {
  const [tip, setTip] = useState<Tip | null>(null);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let shownAt = Number.NEGATIVE_INFINITY;
    const over = new AbortController();
    const on = <K extends keyof DocumentEventMap>(name: K, listener: (event: DocumentEventMap[K]) => void) =>
      document.addEventListener(name, listener, { signal: over.signal, capture: true, passive: true });

    function show(of: Element | null): void {
      clearTimeout(timer);
      const words = of?.getAttribute('data-tip');
      if (!of || !words) {
        hide();
        return;
      }
      const wait = performance.now() - shownAt < warmTime ? 0 : showDelay;
      timer = setTimeout(() => {
        // What it has opened says more, and would be covered.
        const hasOpened = of.getAttribute('aria-expanded') === 'true';
        if (of.isConnected && !hasOpened)
          setTip({ words, shortcut: of.getAttribute('data-tip-key') ?? undefined, of });
      }, wait);
    }
    function hide(): void {
      clearTimeout(timer);
      setTip((shown) => {
        if (shown) shownAt = performance.now();
        return null;
      });
    }

    on('pointerover', ({ target, pointerType }) => pointerType === 'mouse' && show(tipped(target)));
    on(
      'focusin',
      ({ target }) => target instanceof Element && target.matches(':focus-visible') && show(tipped(target)),
    );
    on('focusout', hide);
    on('pointerdown', hide);
    on('keydown', hide);
    on('scroll', hide);
    return () => {
      over.abort();
      clearTimeout(timer);
    };
  }, []);

  return tip && <Bubble key={tip.words} {...tip} />;
}

/** Below the element, or above it where there is no room. Hidden from screen readers, which have the accessible name. */
function Bubble({ words, shortcut, of }: Tip) {
  const bubble = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = bubble.current;
    if (!element) return;
    const about = of.getBoundingClientRect();
    const { width, height } = element.getBoundingClientRect();
    const left = Math.min(Math.max(6, about.left + about.width / 2 - width / 2), innerWidth - width - 6);
    const below = about.bottom + 6;
    const top = below + height > innerHeight - 6 ? about.top - height - 6 : below;
    element.style.translate = `${Math.round(left)}px ${Math.round(top)}px`;
  }, [of]);
  return (
    <div
      ref={bubble}
      aria-hidden
      className="pointer-events-none fixed top-0 left-0 z-40 flex max-w-72 items-center gap-2 rounded-control bg-ink px-2 py-1 text-on-ink text-small shadow-surface"
    >
      {words}
      {shortcut && <Kbd inverse>{shortcut}</Kbd>}
    </div>
  );
}

function tipped(target: EventTarget | null): Element | null {
  return target instanceof Element ? target.closest('[data-tip]') : null;
}
