import { useEffect, useState } from 'react';
import { type FilterFault, prepareFilter, readFilter } from '#lib/filter/index.ts';

/** The first thing wrong with a filter; null when nothing is, and while what reads regular expressions is being loaded. */
export function useFilterFault(text: string): FilterFault | null {
  const [prepared, setPrepared] = useState('');
  useEffect(() => {
    let isCurrent = true;
    const done = () => isCurrent && setPrepared(text);
    prepareFilter(text).then(done, done);
    return () => {
      isCurrent = false;
    };
  }, [text]);
  return prepared === text ? (readFilter(text, Date.now()).faults[0] ?? null) : null;
}
