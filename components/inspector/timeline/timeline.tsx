'use client';

import { ChevronDown, X } from 'lucide-react';
import { Suspense, useEffect, useState } from 'react';
import { useTimeWords } from '#components/frame/clock.ts';
import { agoWords, shortClockWords } from '#components/frame/time-words.ts';
import { countWords } from '#components/ui/count-words.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { lazyComponent } from '#components/ui/lazy-component.ts';
import { Menu } from '#components/ui/menu.tsx';
import { menuEntries } from '#components/ui/menu-entry.ts';
import { useWidth } from '#components/ui/use-width.ts';
import type { TimelineDivision } from '#lib/model/timeline.ts';
import type { FeedStore } from '../feed/feed-store.ts';
import type { FilterControl } from '../filter/use-filter.ts';
import { type Bars, describeBars, describeBucket, partName } from './buckets.ts';
import { Chart, type Looked } from './chart.tsx';
import { type TimeRange, timeRangeIn, withTimeRange } from './time-range-filter.ts';
import { fillOf } from './timeline-colors.ts';
import { type TimelineState, useTimeline } from './use-timeline.ts';
import type { TimelineChoice } from './use-timeline-division.ts';
import { timeline as texts, timelineMenu } from './words.ts';

const TimelineTable = lazyComponent(() => import('./timeline-table.tsx'));

type Props = {
  all: FeedStore;
  list: FeedStore;
  filter: FilterControl;
  by: TimelineDivision;
  onChoose: (choice: TimelineChoice) => void;
  onCounted: (count: number | null) => void;
};

/** Requests over time, above the list. Selecting a time range filters by it. */
export default function Timeline({ all, list, filter, by, onChoose, onCounted }: Props) {
  const [view, setView] = useState<TimeRange | null>(null);
  const [looked, setLooked] = useState<Looked | null>(null);
  const [isTable, setTable] = useState(false);
  const [frame, width] = useWidth<HTMLDivElement>(492);
  const state = useTimeline(all, list, { applied: filter.applied, by, view });
  const { bars, counted } = state;
  const brushed = timeRangeIn(filter.applied, Date.now());
  const isBrushed = brushed !== null && Number.isFinite(brushed.from) && Number.isFinite(brushed.to);

  useEffect(() => {
    onCounted(counted);
    return () => onCounted(null);
  }, [counted, onCounted]);

  // A range that is being selected; else, while no bucket is looked at, the one that is filtered.
  const range = looked ? looked.selected : brushed;
  const clock = (moment: number) => shortClockWords(moment, bars?.bucketMs ?? 0);
  return (
    <section aria-label={texts.label} className="shrink-0 border-line border-b px-3.5 pt-2.5 pb-1">
      <div ref={frame} className="h-11">
        {bars ? (
          <Chart
            bars={bars}
            width={width}
            brushed={brushed}
            onBrush={(stretch) => filter.apply(withTimeRange(filter.text, stretch))}
            onLook={setLooked}
          />
        ) : (
          <TimelineNote state={state} />
        )}
      </div>
      {bars && <p className="sr-only">{describeBars(bars, clock)}</p>}
      <div className="flex h-5 items-center gap-2 text-quiet text-tiny tabular-nums touch:h-9">
        <span className="shrink-0">{bars && <Since moment={bars.from} />}</span>
        <span className="min-w-0 flex-1 truncate text-center" aria-hidden>
          {range ? (
            <span className="text-accent">{rangeWords(range, clock)}</span>
          ) : bars && looked && looked.bucket < bars.totals.length ? (
            <span className="text-ink">
              {clock(bars.from + looked.bucket * bars.bucketMs)}
              {' · '}
              {describeBucket(bars, looked.bucket)}
            </span>
          ) : (
            bars && <Legend bars={bars} />
          )}
        </span>
        {brushed && <span className="sr-only">{texts.filteredTo(rangeWords(brushed, clock))}</span>}
        {brushed && (
          <IconButton
            label={texts.showAllTimes}
            className="size-5 [&_svg]:size-3 touch:size-9"
            onClick={() => filter.apply(withTimeRange(filter.text, null))}
          >
            <X />
          </IconButton>
        )}
        <Menu
          align="end"
          trigger={
            <button
              type="button"
              aria-label={texts.options[by]}
              className="flex shrink-0 items-center gap-0.5 rounded-mark hover:text-ink touch:h-9 touch:px-1"
            >
              {texts.groupedBy[by]} <ChevronDown className="size-3" aria-hidden />
            </button>
          }
          entries={menuEntries(
            {
              is: 'choice',
              title: timelineMenu.groupBy,
              value: by,
              choices: [
                { value: 'status', title: timelineMenu.status },
                { value: 'method', title: timelineMenu.method },
              ],
              choose: (value) => onChoose(value as TimelineDivision),
            },
            { is: 'line' },
            isBrushed && { is: 'action', title: timelineMenu.zoomIn, act: () => setView(brushed) },
            view !== null && { is: 'action', title: timelineMenu.zoomOut, act: () => setView(null) },
            { is: 'action', title: timelineMenu.table, act: () => setTable(true) },
            { is: 'action', title: timelineMenu.hide, act: () => onChoose('hidden') },
          )}
        />
        <span className="shrink-0">{view ? clock(view.to) : texts.now}</span>
      </div>
      {isTable && bars && (
        <Suspense>
          <TimelineTable bars={bars} onClose={() => setTable(false)} />
        </Suspense>
      )}
    </section>
  );
}

/** A range in words; `clock` formats a time. */
function rangeWords({ from, to }: TimeRange, clock: (moment: number) => string): string {
  if (!Number.isFinite(from)) return texts.until(clock(to));
  return Number.isFinite(to) ? texts.between(clock(from), clock(to)) : texts.since(clock(from));
}

function TimelineNote({ state }: { state: TimelineState }) {
  return (
    <p className="flex h-full items-end justify-center border-faint border-b pb-2 text-quiet text-small">
      {state.failed ? texts.failed : ''}
    </p>
  );
}

function Since({ moment }: { moment: number }) {
  return useTimeWords((now) => agoWords(now - moment));
}

/** The legend of the colours, with counts. */
function Legend({ bars }: { bars: Bars }) {
  const parts = bars.parts.filter(({ sum }) => sum > 0);
  if (parts.length === 0) return <>{texts.noRequests}</>;
  const listed = bars.by === 'status' ? parts : parts.slice(0, 4);
  return listed.map(({ name, sum }) => (
    <span key={name} className="mr-2.5 inline-flex items-center gap-1 last:mr-0">
      <svg width="7" height="7" aria-hidden>
        <rect width="7" height="7" rx="1" className={fillOf(name)} />
      </svg>
      {partName(name)} {countWords(sum)}
    </span>
  ));
}
