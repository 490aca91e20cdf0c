import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { tooltip } from './tooltips.tsx';

type Props = ComponentProps<'button'> & {
  /** What it does: its name for screen readers, and its tooltip. */
  label: string;
  shortcut?: string;
  /** For a switch: whether it is on. */
  pressed?: boolean;
  /** An icon. */
  children: ReactNode;
};

type LinkProps = ComponentProps<'a'> & Pick<Props, 'label' | 'children'>;

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

/** The same for what goes somewhere. */
export function IconLink({ label, href, className, children, ...rest }: LinkProps) {
  return (
    <a
      href={href}
      {...tooltip(label)}
      {...rest}
      aria-label={label}
      className={iconClasses('text-quiet', className)}
    >
      {children}
    </a>
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
