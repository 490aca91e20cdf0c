import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';

const looks = {
  /** Copy as curl, the most common action on a request. */
  filled: 'border-ink bg-ink text-on-ink hover:opacity-88',
  /** The main action of a page, a form or a dialog: create, save, send. */
  accent: 'border-accent bg-accent text-on-accent hover:brightness-95',
  outline: 'border-line bg-ground hover:border-edge hover:bg-hover',
  quiet: 'border-clear text-quiet hover:bg-hover hover:text-ink',
  /** At the end of a field that has its own border. */
  plain: 'border-clear hover:bg-hover',
  danger: 'border-line bg-ground text-bad hover:border-bad hover:bg-bad-tint',
  'danger-filled': 'border-bad bg-bad text-ground hover:opacity-90',
} as const;

export type ButtonLook = keyof typeof looks;

/** The class names of a button, for a link that looks like one. */
export function buttonClasses(look: ButtonLook = 'outline', extra?: string): string {
  return classNames(
    'inline-flex h-7 shrink-0 select-none items-center justify-center gap-1.5 rounded-control border px-2.5 font-medium',
    'whitespace-nowrap transition-[background-color,border-color,color,opacity] duration-100 touch:h-9 touch:px-3',
    'disabled:pointer-events-none disabled:opacity-50 [&_svg]:size-3.5 [&_svg]:shrink-0',
    looks[look],
    extra,
  );
}

type Props = ComponentProps<'button'> & {
  look?: ButtonLook;
  /** The action is running: the button is disabled. */
  busy?: boolean;
  children: ReactNode;
};

export function Button({ look, busy = false, className, children, ...rest }: Props) {
  return (
    <button
      type="button"
      {...rest}
      className={buttonClasses(look, className)}
      aria-busy={busy || undefined}
      disabled={rest.disabled || busy}
    >
      {children}
    </button>
  );
}
