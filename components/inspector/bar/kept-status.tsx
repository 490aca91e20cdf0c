'use client';

import { useCallback } from 'react';
import type { BinJson } from '#components/api/bins.ts';
import { useBinState } from '#components/bin/bin-store.ts';
import { bytesWords, expiryWords, keptWords, rotatedWords } from '#components/bin/bin-words.ts';
import { useTimeWords } from '#components/frame/clock.ts';
import { countWords } from '#components/frame/count-words.ts';
import type { FeedStore } from '../feed-store.ts';
import { useInspection } from '../inspection.tsx';
import { useFeedValue } from '../use-feed.ts';

const whole = (state: BinJson) => state;

/** How full the bin is, until when it is there, and what had to go: `1,284 of 10,000 kept`, `expires in 6 d 23 h` … */
export function KeptStatus({ feed }: { feed: FeedStore }) {
  const words = useKeptWords(feed);
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

/** The same as a list of facts, each with what it means. */
export function useKeptWords(feed: FeedStore): { text: string; help: string }[] {
  const { state } = useInspection();
  const bin = useBinState(state, whole);
  const total = useFeedValue(feed, (current) => current.total);
  const { expiresAt } = bin;
  const expiry = useTimeWords(
    useCallback((now) => (expiresAt === undefined ? '' : expiryWords(expiresAt, now)), [expiresAt]),
  );
  const rotated = rotatedWords(bin.rotatedOut ?? 0);
  // A link that does not show everything is told nothing of the whole.
  if (bin.bytes === undefined) return [{ text: `${countWords(total)} kept`, help: 'What your link shows.' }];
  return [
    {
      text: keptWords({ ...bin, total }),
      help: `${bytesWords(bin)}. When it is full the oldest requests go; pinned ones stay and are not counted.`,
    },
    ...(expiry ? [{ text: expiry, help: 'Counted from the last request or visit.' }] : []),
    ...(rotated ? [{ text: rotated, help: 'The oldest, to make room for newer ones.' }] : []),
  ];
}
