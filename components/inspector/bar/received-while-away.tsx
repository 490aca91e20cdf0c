'use client';

import { countOf, countWords } from '#components/ui/count-words.ts';
import type { FeedStore } from '../feed/feed-store.ts';
import { countReceivedWhileAway } from '../feed/offline-period.ts';
import { useFeedValue } from '../feed/use-feed.ts';
import { statusBar } from './words.ts';

type Props = { feed: FeedStore; onAway: () => void; className?: string };

/** How many requests were received while away; a click goes to the first of them and dismisses the notice. */
export function ReceivedWhileAway({ feed, onAway, className }: Props) {
  const count = useFeedValue(feed, countReceivedWhileAway);
  if (count === 0) return null;
  return (
    <button
      type="button"
      onClick={onAway}
      title={statusBar.awayHelp(countOf(count, 'request'))}
      className={`rounded-mark font-medium text-accent hover:underline ${className ?? ''}`}
    >
      {statusBar.away(countWords(count))}
    </button>
  );
}
