'use client';

import { useEffect, useState } from 'react';
import { callJson, isAbort } from '#components/api/call.ts';
import { queryString } from '#lib/http/query-string.ts';
import type { CapturePage } from '#lib/model/capture-json.ts';

/** The stored requests that a condition matches. */
export type Matches = {
  readonly count: number;
  /** There may be more: the search ended at this count. */
  readonly hasMore: boolean;
  /** How many requests the bin stores. */
  readonly total: number;
  /** The newest of them. */
  readonly newest: number | null;
};

/** How long a condition rests before it is tried, milliseconds, and how many matches are counted. */
const rest = 400;
const mostCounted = 100;

/**
 * The stored requests that a condition matches, fetched when it has not changed for a moment. Null while they are not known: before that,
 * when `isValid` is false, and when they could not be fetched.
 */
export function useMatches(
  { slug, key }: { slug: string; key: string },
  condition: string,
  isValid: boolean,
): Matches | null {
  const [found, setFound] = useState<{ of: string; matches: Matches } | null>(null);
  const filter = condition.trim();
  useEffect(() => {
    if (!isValid) return;
    const control = new AbortController();
    const timer = setTimeout(() => {
      const query = `?${queryString({ limit: mostCounted, filter: filter === '' ? undefined : filter })}`;
      callJson<CapturePage>(`/bins/${slug}/captures${query}`, { key, signal: control.signal }).then(
        ({ captures, next, total }) =>
          setFound({
            of: filter,
            matches: {
              count: filter === '' ? total : captures.length,
              hasMore: filter !== '' && next !== null,
              total,
              newest: captures[0]?.seq ?? null,
            },
          }),
        (error) => {
          if (!isAbort(error)) setFound(null);
        },
      );
    }, rest);
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [slug, key, filter, isValid]);
  return isValid && found?.of === filter ? found.matches : null;
}
