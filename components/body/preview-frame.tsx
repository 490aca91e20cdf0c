import type { ReactNode } from 'react';
import { ScrollRegion } from '#components/ui/scroll-region.tsx';
import { previewView as words } from './words.ts';

/** Facts about what is previewed, and the preview below. */
export function PreviewFrame({ facts, children }: { facts: ReactNode; children: ReactNode }) {
  return (
    <ScrollRegion
      label={words.label}
      className="flex flex-col gap-2 px-4 py-3 wide:min-h-0 wide:flex-1 wide:px-5"
    >
      <p className="shrink-0 text-quiet text-small">{facts}</p>
      {children}
    </ScrollRegion>
  );
}
