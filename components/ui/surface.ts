import { classNames } from './class-names.ts';

/** The class names of what floats above the page: menus, dialogs. */
export function surfaceClasses(extra?: string): string {
  return classNames(
    'rounded-surface border border-line bg-raised shadow-surface',
    'transition-[opacity,scale] duration-100 data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0',
    extra,
  );
}
