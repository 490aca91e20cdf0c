'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { ForwardApi } from '#components/api/forwards.ts';
import { pacedFetch } from '#components/api/paced-fetch.ts';
import { watchBin } from '#components/api/watch-bin.ts';
import type { ForwardJson } from '#lib/model/forward-json.ts';

/** The shortest time between two fetches, milliseconds. */
const shortestInterval = 1000;

/** The rules of a bin, fetched again when they or their queues change. */
export function useRules(key: string, api: ForwardApi, first: readonly ForwardJson[]) {
  const [rules, setRules] = useState(first);
  /** How often they were fetched: lists of requests are fetched again then. */
  const [changes, setChanges] = useState(0);
  const [isGone, setGone] = useState(false);
  const wanted = useRef<() => void>(() => {});
  /** How often this page has changed them: what was asked for before is old. */
  const edits = useRef(0);

  useEffect(() => {
    const show = ({ now, edit }: { now: readonly ForwardJson[]; edit: number }) => {
      setChanges((count) => count + 1);
      if (edit === edits.current) setRules(now);
    };
    const list = async () => {
      const edit = edits.current;
      return { now: await api.list(), edit };
    };
    const fetch = pacedFetch(list, show, shortestInterval);
    wanted.current = fetch.refresh;
    const leave = watchBin(key, 'forwards', {
      onConnected: fetch.refresh,
      onChange: fetch.refresh,
      onGone: () => setGone(true),
    });
    return () => {
      fetch.stop();
      leave();
    };
  }, [key, api]);

  return {
    rules,
    changes,
    isGone,
    refresh: useCallback(() => wanted.current(), []),
    /** Adds or replaces a rule that the API returned. */
    put: useCallback((rule: ForwardJson) => {
      edits.current += 1;
      wanted.current();
      setRules((now) =>
        now.some(({ id }) => id === rule.id)
          ? now.map((one) => (one.id === rule.id ? rule : one))
          : [...now, rule],
      );
    }, []),
    drop: useCallback((id: string) => {
      edits.current += 1;
      wanted.current();
      setRules((now) => now.filter((one) => one.id !== id));
    }, []),
  };
}
