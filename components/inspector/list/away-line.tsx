import { ArrowDown, ArrowUp } from 'lucide-react';
import type { Listing } from '../feed/listing.ts';
import { hasSeq, type SeqRanges } from '../feed/seq-ranges.ts';
import { awayLine } from './words.ts';

/**
 * On which side of the border above a line the requests are that were received while away; null where both sides are alike. A place is
 * counted from the top.
 */
export function awaySide(listing: Listing, place: number, away: SeqRanges): 'above' | 'below' | null {
  const [above, below] = [listing.at(place - 1), listing.at(place)];
  if (away.length === 0 || !above || !below) return null;
  const isAwayAbove = hasSeq(away, above.row.seq);
  if (isAwayAbove === hasSeq(away, below.row.seq)) return null;
  return isAwayAbove ? 'above' : 'below';
}

type Props = {
  /** The line between two rows, px below the top of the list. */
  top: number;
  /** Where the requests are that were received while away. */
  side: 'above' | 'below';
};

/** Between two rows: where the requests begin or end that were received while away. The notice says it to screen readers. */
export function AwayLine({ top, side }: Props) {
  const Arrow = side === 'above' ? ArrowUp : ArrowDown;
  return (
    <div
      aria-hidden
      data-away={side}
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
