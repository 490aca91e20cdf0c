import type { ReactElement, ReactNode } from 'react';

export type PopoverProps = {
  /** The accessible name. */
  label: string;
  /** The button that opens it. */
  trigger: ReactElement<Record<string, unknown>>;
  children: ReactNode;
};
