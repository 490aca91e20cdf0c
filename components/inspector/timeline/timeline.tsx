'use client';

import { ChevronDown, X } from 'lucide-react';
import { Suspense, useEffect, useState } from 'react';
import { useTimeWords } from '#components/frame/clock.ts';
import { countWords } from '#components/frame/count-words.ts';
import { agoWords, shortClockWords } from '#components/frame/time-words.ts';
import { fetched } from '#components/ui/fetched.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu } from '#components/ui/menu.tsx';
import { menuEntries } from '#components/ui/menu-entry.ts';
import type { TimelineDivision } from '#lib/model/timeline.ts';
import type { FeedStore } from '../feed-store.ts';
import type { FilterControl } from '../filter/use-filter.ts';
import { useWidth } from '../list/use-width.ts';
import {
  type Bars,
  barsInWords,
  bucketInWords,
  partWords,
  type Stretch,
  stretchIn,
  withStretch,
} from './bars.ts';
import { Chart } from './chart.tsx';
import { partFill } from './part-fill.ts';
import { type TimelineState, useTimeline } from './use-timeline.ts';
import type { TimelineChoice } from './use-timeline-choice.ts';

const TimelineTable = fetched(() => import('./timeline-table.tsx'));

type Props = {
  all: FeedStore;
  list: FeedStore;
  filter: FilterControl;
  by: TimelineDivision;
  onChoose: (choice: TimelineChoice) => void;
  onCounted: (count: number | null) => void;
};

/** Requests over time, above the list: bursts, retries and silence at a glance. What is brushed becomes the filter. */
export default function Timeline({ all, list, filter, by, onChoose, onCounted }: Props) {
  const [view, setView] = useState<Stretch | null>(null);
  const [looked, setLooked] = useState<number | null>(null);
  const [isTable, setTable] = useState(false);
  const [frame, width] = useWidth<HTMLDivElement>(492);
  const state = useTimeline(all, list, { applied: filter.applied, by, view });
  const { bars, counted } = state;
  const brushed = stretchIn(filter.applied, Date.now());
  const isBrushed = brushed !== null && Number.isFinite(brushed.from) && Number.isFinite(brushed.to);

  useEffect(() => {
    onCounted(counted);
    return () => onCounted(null);
  }, [counted, onCounted]);

  const clock = (moment: number) => shortClockWords(moment, bars?.bucketMs ?? 0);
  return (
    <section aria-label="Timeline" className="shrink-0 border-line border-b px-3.5 pt-2.5 pb-1">
      <div ref={frame} className="h-11">
        {bars ? (
          <Chart
            bars={bars}
            width={width}
            brushed={brushed}
            onBrush={(stretch) => filter.apply(withStretch(filter.text, stretch))}
            onLook={setLooked}
          />
        ) : (
          <TimelineNote state={state} />
        )}
      </div>
      {bars && <p className="sr-only">{barsInWords(bars, clock)}</p>}
      <div className="flex h-5 items-center gap-2 text-quiet text-tiny tabular-nums touch:h-9">
        <span className="shrink-0">{bars && <Since moment={bars.from} />}</span>
        <span className="min-w-0 flex-1 truncate text-center" aria-hidden>
          {bars && looked !== null && looked < bars.totals.length ? (
            <span className="text-ink">
              {clock(bars.from + looked * bars.bucketMs)} · {bucketInWords(bars, looked)}
            </span>
          ) : (
            bars && <Legend bars={bars} />
          )}
        </span>
        {brushed && (
          <IconButton
            label="Show requests of any time"
            className="size-5 [&_svg]:size-3 touch:size-9"
            onClick={() => filter.apply(withStretch(filter.text, null))}
          >
            <X />
          </IconButton>
        )}
        <Menu
          align="end"
          trigger={
            <button
              type="button"
              aria-label={`Timeline by ${by}: choose`}
              className="flex shrink-0 items-center gap-0.5 rounded-mark hover:text-ink touch:h-9 touch:px-1"
            >
              by {by} <ChevronDown className="size-3" aria-hidden />
            </button>
          }
          entries={menuEntries(
            {
              is: 'choice',
              title: 'Divide by',
              value: by,
              choices: [
                { value: 'status', title: 'Status answered' },
                { value: 'method', title: 'Method' },
              ],
              choose: (value) => onChoose(value as TimelineDivision),
            },
            { is: 'line' },
            isBrushed && { is: 'action', title: 'Zoom to what is selected', act: () => setView(brushed) },
            view !== null && { is: 'action', title: 'Zoom out to everything', act: () => setView(null) },
            { is: 'action', title: 'Show as a table', act: () => setTable(true) },
            { is: 'action', title: 'Hide the timeline', act: () => onChoose('hidden') },
          )}
        />
        <span className="shrink-0">{view ? clock(view.to) : 'now'}</span>
      </div>
      {isTable && bars && (
        <Suspense>
          <TimelineTable bars={bars} onClose={() => setTable(false)} />
        </Suspense>
      )}
    </section>
  );
}

function TimelineNote({ state }: { state: TimelineState }) {
  return (
    <p className="flex h-full items-end justify-center border-faint border-b pb-2 text-quiet text-small">
      {state.failed ? 'The timeline could not be counted; it is tried again with the next change.' : ''}
    </p>
  );
}

function Since({ moment }: { moment: number }) {
  return useTimeWords((now) => agoWords(now - moment));
}

/** What the colours mean, with counts; the largest that fit. */
function Legend({ bars }: { bars: Bars }) {
  const parts = bars.parts.filter(({ sum }) => sum > 0);
  if (parts.length === 0) return <>No requests</>;
  const told = bars.by === 'status' ? parts : parts.slice(0, 4);
  return told.map(({ name, sum }) => (
    <span key={name} className="mr-2.5 inline-flex items-center gap-1 last:mr-0">
      <svg width="7" height="7" aria-hidden>
        <rect width="7" height="7" rx="1" className={partFill(name)} />
      </svg>
      {partWords(name)} {countWords(sum)}
    </span>
  ));
}
