import { ArrowDown, ArrowUp } from 'lucide-react';
import type { Listing } from '../feed/listing.ts';
import { hasSeq, type SeqRanges } from '../feed/seq-ranges.ts';
import { awayLine } from './words.ts';

/** Whether the line at a place and the one above it are on two sides: one was received while away, and the other was not. */
export function isAwayBoundary(listing: Listing, place: number, away: SeqRanges): boolean {
  const [above, below] = [listing.at(place - 1), listing.at(place)];
  if (away.length === 0 || !above || !below) return false;
  return hasSeq(away, above.row.seq) !== hasSeq(away, below.row.seq);
}

type Props = {
  /** The line between two rows, px below the top of the list. */
  top: number;
  /** The requests that were received while away are above it. */
  isNewAbove: boolean;
};

/** Between two rows: where the requests begin that were received while away. The notice says it to screen readers. */
export function AwayLine({ top, isNewAbove }: Props) {
  const Arrow = isNewAbove ? ArrowUp : ArrowDown;
  return (
    <div
      aria-hidden
      data-away
      style={{ transform: `translateY(${top - 1}px)` }}
      className="pointer-events-none absolute inset-x-0 top-0 z-1 border-accent border-t-2"
    >
      {/* Beside the path, where rows have one line in the middle of their height. */}
      <span className="absolute right-3 flex h-3.5 -translate-y-2 items-center gap-0.5 rounded-pill bg-accent px-1.5 font-medium text-on-accent text-tiny">
        <Arrow className="size-2.5" /> {awayLine.text}
      </span>
    </div>
  );
}
