'use client';

import { countOf, countWords } from '#components/frame/count-words.ts';
import { Kbd } from '#components/ui/kbd.tsx';
import { connectionState } from '../connection.ts';
import { arrivedWhileAway, isCatchingUp } from '../feed.ts';
import type { FeedStore } from '../feed-store.ts';
import { useFeedValue } from '../use-feed.ts';
import { ConnectionMark } from './connection-mark.tsx';

type Props = { feed: FeedStore; onAway: () => void; onHelp: () => void };

/** At the bottom: is it live, how much is kept, what happened while nobody looked. */
export function StatusBar({ feed, onAway, onHelp }: Props) {
  const state = useFeedValue(feed, connectionOf);
  const total = useFeedValue(feed, (current) => current.total);
  return (
    <footer className="hidden h-7 shrink-0 items-center gap-4 border-line border-t bg-panel px-3.5 text-quiet text-small tabular-nums wide:flex">
      <ConnectionMark state={state} explained />
      <span>{countWords(total)} kept</span>
      <RefusedCount feed={feed} />
      <span className="flex-1" />
      <AwayButton feed={feed} onAway={onAway} />
      <span className="flex items-center gap-1.5">
        <Kbd>j</Kbd>
        <Kbd>k</Kbd> move
      </span>
      <button
        type="button"
        onClick={onHelp}
        className="flex items-center gap-1.5 rounded-mark hover:text-ink"
      >
        <Kbd>?</Kbd> keys
      </button>
    </footer>
  );
}

export function connectionOf(feed: Parameters<typeof isCatchingUp>[0]) {
  return connectionState(feed.connection, isCatchingUp(feed));
}

/** How many requests a rate limit turned away: they are not in the list, and somebody may look for them there. */
export function RefusedCount({ feed, className }: { feed: FeedStore; className?: string }) {
  const count = useFeedValue(feed, (current) => current.refused);
  if (count === 0) return null;
  return (
    <span
      title="They came faster than this server takes them. Senders were told with 429 when to try again."
      className={`text-careful ${className ?? ''}`}
    >
      {countWords(count)} turned away by the rate limit
    </span>
  );
}

/** What arrived while nobody could hear it, until somebody has taken note; a click goes to the first of it. */
export function AwayButton({ feed, onAway, className }: Omit<Props, 'onHelp'> & { className?: string }) {
  const count = useFeedValue(feed, arrivedWhileAway);
  if (count === 0) return null;
  return (
    <button
      type="button"
      onClick={onAway}
      title={`Show the first of ${countOf(count, 'request')}`}
      className={`rounded-mark font-medium text-accent hover:underline ${className ?? ''}`}
    >
      {countWords(count)} arrived while you were away
    </button>
  );
}
