import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { tooltip } from './tooltips.tsx';

type Props = ComponentProps<'button'> & {
  /** What it does: its accessible name and its tooltip. */
  label: string;
  shortcut?: string;
  /** For a toggle: whether it is on. */
  pressed?: boolean;
  /** An icon. */
  children: ReactNode;
};

/** A button that shows only an icon. */
export function IconButton({ label, shortcut, pressed, className, children, ...rest }: Props) {
  return (
    <button
      type="button"
      {...tooltip(label, shortcut)}
      {...rest}
      aria-label={label}
      aria-pressed={pressed}
      className={iconClasses(pressed ? 'text-accent' : 'text-quiet', className)}
    >
      {children}
    </button>
  );
}

function iconClasses(color: string, extra: string | undefined): string {
  return classNames(
    'inline-flex size-7 shrink-0 items-center justify-center rounded-control transition-colors duration-100 touch:size-9',
    'hover:bg-hover hover:text-ink disabled:pointer-events-none disabled:opacity-45 data-popup-open:bg-hover',
    '[&_svg]:size-4 touch:[&_svg]:size-4.5',
    color,
    extra,
  );
}
