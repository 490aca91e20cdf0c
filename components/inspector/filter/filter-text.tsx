'use client';

import { type RefObject, useLayoutEffect, useRef } from 'react';
import { classNames } from '#components/ui/class-names.ts';
import type { FilterFault } from '#lib/filter/read-filter.ts';
import { tokens } from '#lib/filter/tokens.ts';

type Props = {
  text: string;
  faults: readonly FilterFault[];
  /** The field below, which holds the text. */
  input: RefObject<HTMLInputElement | null>;
  /** The position of the caret; -1 without focus. */
  caret: number;
};

/**
 * The text of the filter box with its terms highlighted, drawn over the field, whose own text is transparent. Typing,
 * selecting and undo work as in any field.
 */
export function FilterText({ text, faults, input, caret }: Props) {
  const layer = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const field = input.current;
    if (!field) return;
    const follow = () => layer.current?.scrollTo({ left: field.scrollLeft });
    follow();
    const events = ['scroll', 'input', 'keyup', 'select', 'blur', 'focus'];
    for (const name of events) field.addEventListener(name, follow, { passive: true });
    return () => {
      for (const name of events) field.removeEventListener(name, follow);
    };
  }, [input]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: changing the text from outside scrolls the field without an event.
  useLayoutEffect(() => {
    if (input.current && layer.current) layer.current.scrollLeft = input.current.scrollLeft;
  }, [text, input]);

  const pieces = [];
  let at = 0;
  for (const { start, end } of tokens(text)) {
    if (start > at) pieces.push(<span key={at}>{text.slice(at, start)}</span>);
    const word = text.slice(start, end);
    const [, key = '', value = word] = /^(-?[a-z]+(?:[:=]|[<>])[<>=]*)(.*)$/is.exec(word) ?? [];
    const isWrong = end !== caret && faults.some((fault) => fault.start === start);
    pieces.push(
      <span
        key={start}
        className={classNames(
          'rounded-[2px] py-0.5',
          isWrong
            ? 'bg-bad-tint text-bad underline decoration-wavy shadow-[0_0_0_2px_var(--color-bad-tint)] underline-offset-3'
            : 'bg-panel shadow-[0_0_0_2px_var(--color-panel),0_0_0_3px_var(--color-line)]',
        )}
      >
        {key && <span className={isWrong ? undefined : 'text-accent'}>{key}</span>}
        {value}
      </span>,
    );
    at = end;
  }
  pieces.push(<span key="rest">{text.slice(at)}</span>);

  return (
    <div
      ref={layer}
      aria-hidden
      className="filter-text pointer-events-none absolute inset-0 flex items-center overflow-hidden whitespace-pre"
    >
      <div>{pieces}</div>
    </div>
  );
}
