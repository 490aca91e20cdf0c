'use client';

import { useEffect, useMemo, useState } from 'react';
import { binApi } from '#components/api/bins.ts';
import { createDeliveryNews } from '#components/api/delivery-news.ts';
import { rowAt } from '#components/inspector/feed/capture-rows.ts';
import { type ConnectionState, connectionState } from '#components/inspector/feed/connection-state.ts';
import { createFeed, isCatchingUp } from '#components/inspector/feed/feed.ts';
import { createFeedStore } from '#components/inspector/feed/feed-store.ts';
import { runFeed } from '#components/inspector/feed/run-feed.ts';
import { useFeedValue } from '#components/inspector/feed/use-feed.ts';
import type { CapturePage, CaptureSummary } from '#lib/model/capture-json.ts';
import { mostRecent } from './most-recent.ts';

type Recent = { requests: CaptureSummary[]; connection: ConnectionState };

const ignore = () => {};

/** The newest requests of a bin with their responses, live, the newest first. */
export function useRecentRequests(bin: { slug: string; key: string }, firstPage: CapturePage): Recent {
  const { slug, key } = bin;
  const [feed] = useState(() => createFeedStore(createFeed(firstPage)));
  useEffect(
    () =>
      runFeed(feed, {
        key,
        api: binApi({ slug, key }),
        news: createDeliveryNews(),
        onPresent: ignore,
        onSettings: ignore,
        onRotated: ignore,
      }),
    [feed, slug, key],
  );
  const rows = useFeedValue(feed, (state) => state.rows);
  const connection = useFeedValue(feed, (state) => connectionState(state.connection, isCatchingUp(state)));
  const requests = useMemo(
    () =>
      Array.from({ length: mostRecent }, (_, place) => rowAt(rows, place)).filter((row) => row !== undefined),
    [rows],
  );
  return { requests, connection };
}
