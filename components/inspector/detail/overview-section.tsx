import type { ReactNode } from 'react';

type Props = {
  heading: string;
  /** Beside the heading, quiet. */
  aside?: ReactNode;
  /** At the end of the line: a link to the whole. */
  link?: ReactNode;
  children: ReactNode;
};

/** A part of the overview under its heading. */
export function OverviewSection({ heading, aside, link, children }: Props) {
  return (
    <section aria-label={heading} className="mt-3">
      <div className="flex items-baseline gap-2 pb-1">
        <h3 className="font-medium">{heading}</h3>
        <span className="min-w-0 flex-1 truncate text-quiet text-small">{aside}</span>
        {link}
      </div>
      {children}
    </section>
  );
}
