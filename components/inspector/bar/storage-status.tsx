'use client';

import { useCallback } from 'react';
import { useBinState } from '#components/bin/bin-store.ts';
import { bytesWords, evictedWords, expiryWords, keptWords } from '#components/bin/bin-words.ts';
import { useTimeWords } from '#components/frame/clock.ts';
import { countOf } from '#components/ui/count-words.ts';
import type { BinJson } from '#lib/model/bin-json.ts';
import { useInspection } from '../context/inspection.tsx';
import type { FeedStore } from '../feed/feed-store.ts';
import { useFeedValue } from '../feed/use-feed.ts';
import { storage } from './words.ts';

const whole = (state: BinJson) => state;

/** How full the bin is, when it expires, and how many requests were evicted. */
export function StorageStatus({ feed }: { feed: FeedStore }) {
  const words = useStorageWords(feed);
  return (
    <>
      {words.map(({ text, help }) => (
        <span key={text} title={help} className="whitespace-nowrap">
          {text}
        </span>
      ))}
    </>
  );
}

/** How full the bin is, when it expires and how many requests were evicted, each with an explanation. */
export function useStorageWords(feed: FeedStore): { text: string; help: string }[] {
  const { state } = useInspection();
  const bin = useBinState(state, whole);
  const total = useFeedValue(feed, (current) => current.total);
  const { expiresAt } = bin;
  const expiry = useTimeWords(
    useCallback((now) => (expiresAt === undefined ? '' : expiryWords(expiresAt, now)), [expiresAt]),
  );
  const evicted = evictedWords(bin.rotatedOut ?? 0);
  // A link to one request, or one that masks secrets, cannot read the numbers of the bin.
  if (bin.bytes === undefined) return [{ text: countOf(total, 'request'), help: storage.linkHelp }];
  return [
    {
      text: keptWords({ ...bin, total }),
      help: storage.fullHelp(bytesWords(bin)),
    },
    ...(expiry ? [{ text: expiry, help: storage.expiryHelp }] : []),
    ...(evicted ? [{ text: evicted, help: storage.evictedHelp }] : []),
  ];
}
