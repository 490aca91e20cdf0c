import { Info } from 'lucide-react';
import type { ReactNode } from 'react';

/** A notice about the content below it. */
export function Note({ children }: { children: ReactNode }) {
  return (
    <p className="my-2 flex max-w-160 items-start gap-2 rounded-control bg-careful-tint px-3 py-2 text-careful">
      <Info className="mt-0.5 size-3.5 shrink-0" aria-hidden />
      <span>{children}</span>
    </p>
  );
}
