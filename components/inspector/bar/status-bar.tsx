'use client';

import { countWords } from '#components/ui/count-words.ts';
import { Kbd } from '#components/ui/kbd.tsx';
import { connectionState, type ListState } from '../feed/connection-state.ts';
import { isCatchingUp } from '../feed/feed.ts';
import type { FeedStore } from '../feed/feed-store.ts';
import { useFeedValue } from '../feed/use-feed.ts';
import { ConnectionHelp } from './connection-mark.tsx';
import { ReceivedWhileAway } from './received-while-away.tsx';
import { StorageStatus } from './storage-status.tsx';
import { statusBar } from './words.ts';

type Props = { feed: FeedStore; state: ListState; onAway: () => void; onHelp: () => void };

/** At the bottom: what is wrong with the connection, how full the bin is, and what was received while away. */
export function StatusBar({ feed, state, onAway, onHelp }: Props) {
  return (
    <footer className="hidden h-7 shrink-0 items-center gap-4 border-line border-t bg-panel px-3.5 text-quiet text-small tabular-nums wide:flex">
      <ReceivedWhileAway
        feed={feed}
        onAway={onAway}
        className="-ml-2 h-5 rounded-pill! bg-accent px-2 text-on-accent!"
      />
      <ConnectionHelp state={state} />
      <StorageStatus feed={feed} />
      <RejectedCount feed={feed} />
      <span className="flex-1" />
      <span className="flex items-center gap-1.5">
        <Kbd>{'j'}</Kbd>
        <Kbd>{'k'}</Kbd> {statusBar.move}
      </span>
      <button
        type="button"
        onClick={onHelp}
        className="flex items-center gap-1.5 rounded-mark hover:text-ink"
      >
        <Kbd>{'?'}</Kbd> {statusBar.shortcuts}
      </button>
    </footer>
  );
}

export function connectionOf(feed: Parameters<typeof isCatchingUp>[0]) {
  return connectionState(feed.connection, isCatchingUp(feed));
}

/** How many requests the rate limit rejected: they are missing in the list. */
export function RejectedCount({ feed, className }: { feed: FeedStore; className?: string }) {
  const count = useFeedValue(feed, (current) => current.rejected);
  if (count === 0) return null;
  return (
    <span title={statusBar.rejectedHelp} className={`text-careful ${className ?? ''}`}>
      {statusBar.rejected(countWords(count))}
    </span>
  );
}
