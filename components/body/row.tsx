import type { ReactNode } from 'react';

/** A row of a body: its number, an optional marker, and its content. The number is not part of text selections. */
export function Row({
  number,
  marker,
  isSelected = false,
  children,
}: {
  number: number | null;
  marker?: ReactNode;
  /** Highlights the row. */
  isSelected?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={isSelected ? 'flex bg-selection shadow-[inset_3px_0_var(--color-accent)]' : 'flex'}>
      <span className="w-[max(2.75rem,calc(var(--digits)+1rem))] shrink-0 select-none pr-1 text-right text-quiet tabular-nums wide:w-[max(3.5rem,calc(var(--digits)+1.25rem))]">
        {number}
      </span>
      <span className="w-5 shrink-0 select-none">{marker}</span>
      <div className="min-w-0 flex-1 pr-5">{children}</div>
    </div>
  );
}
