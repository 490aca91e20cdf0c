'use client';

import { type KeyboardEvent, type ReactNode, useId } from 'react';

export type Tab<Id extends string> = { id: Id; title: string; count?: ReactNode };

type Props<Id extends string> = {
  /** The accessible name of the tab list. */
  label: string;
  tabs: readonly Tab<Id>[];
  value: Id;
  onChange: (id: Id) => void;
  className?: string;
  /** The content of the open tab. */
  children: ReactNode;
};

/** Tabs (the ARIA pattern with automatic activation): one tab stop; the arrow keys move the focus and open tabs. */
export function Tabs<Id extends string>({ label, tabs, value, onChange, className, children }: Props<Id>) {
  const base = useId();
  const at = tabs.findIndex(({ id }) => id === value);

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    const step = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
    const next = step === undefined ? undefined : tabs.at(step % tabs.length);
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    onChange(next.id);
    document.getElementById(`${base}${next.id}`)?.focus();
  }

  return (
    <div className={className}>
      <div
        role="tablist"
        aria-label={label}
        onKeyDown={onKeyDown}
        className="no-scrollbar sticky top-0 z-10 flex shrink-0 overflow-x-auto @min-[44rem]:gap-1.5 border-line border-b bg-ground px-2.5 in-[[role=dialog]]:bg-raised wide:static wide:px-3.5"
      >
        {tabs.map(({ id, title, count }) => (
          <button
            key={id}
            id={`${base}${id}`}
            type="button"
            role="tab"
            aria-selected={id === value}
            aria-controls={`${base}panel`}
            tabIndex={id === value ? 0 : -1}
            onClick={() => onChange(id)}
            className="-mb-px flex h-9 shrink-0 items-center gap-1.5 border-clear border-b-2 text-quiet px-1.5 -outline-offset-2 hover:text-ink aria-selected:border-accent aria-selected:font-medium aria-selected:text-ink touch:h-10 touch:min-w-9"
          >
            {/* A hidden bold copy reserves the width, so that nothing moves when another tab is opened. */}
            <span className="grid justify-items-start">
              <span className="col-start-1 row-start-1">{title}</span>
              <span className="invisible col-start-1 row-start-1 font-medium" aria-hidden>
                {title}
              </span>
            </span>
            {count !== undefined && count !== '' && count !== false && (
              <span className="font-normal text-quiet text-small wire">{count}</span>
            )}
          </button>
        ))}
      </div>
      <div
        id={`${base}panel`}
        role="tabpanel"
        aria-labelledby={`${base}${value}`}
        className="flex flex-1 flex-col wide:min-h-0"
      >
        {children}
      </div>
    </div>
  );
}
