'use client';

import { useState } from 'react';
import { classNames } from '#components/ui/class-names.ts';
import { DetailBar } from '../bar/detail-bar.tsx';
import type { FeedStore } from '../feed-store.ts';
import { useCalm } from '../use-calm.ts';
import type { useMoves } from '../use-moves.ts';
import type { Reader } from '../use-reading.ts';
import { DetailPane } from './detail-pane.tsx';
import type { TabId } from './detail-tabs.tsx';

/** How often another request may be shown while the selection moves on its own or a key is held, milliseconds. */
const pause = 150;

type Props = {
  feed: FeedStore;
  /** The list as it is shown, which a filter may have made shorter. */
  list: FeedStore;
  reader: Reader;
  selected: number;
  news: number;
  onNewest: () => void;
  moves: ReturnType<typeof useMoves>;
  className: string;
};

/** The side, or on a phone the screen, of the selected request. */
export function DetailSection({ feed, list, reader, selected, news, onNewest, moves, className }: Props) {
  const shown = useCalm(selected, pause);
  const [tab, setTab] = useState<TabId | null>(null);
  return (
    <section
      aria-label="Selected request"
      data-detail
      tabIndex={-1}
      className={classNames('min-w-0 flex-1 flex-col outline-none', className)}
    >
      <DetailBar
        seq={shown}
        news={news}
        hasPrevious={moves.hasPrevious}
        hasNext={moves.hasNext}
        onBack={reader.close}
        onPrevious={moves.previous}
        onNext={moves.next}
        onNewest={onNewest}
      />
      <div data-page className="@container min-h-0 flex-1 scrolls wide:overflow-hidden">
        <DetailPane
          key={shown}
          feed={feed}
          list={list}
          seq={shown}
          tab={tab}
          onTab={setTab}
          onFollow={reader.follow}
        />
      </div>
    </section>
  );
}
