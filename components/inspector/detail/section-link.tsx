import { ArrowRight } from 'lucide-react';
import { PlaceLink } from '#components/request/place-in-request.tsx';
import type { TabId } from './tab-ids.ts';

/** A link from a part of the overview to the tab with all of it. */
export function SectionLink({ tab, children }: { tab: TabId; children: string }) {
  return (
    <PlaceLink
      place={{ tab, view: null, at: null }}
      className="inline-flex shrink-0 items-center gap-1 rounded-mark text-accent hover:underline touch:min-h-9"
    >
      {children} <ArrowRight className="size-3" aria-hidden />
    </PlaceLink>
  );
}
