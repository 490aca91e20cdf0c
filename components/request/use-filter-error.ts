import { useEffect, useState } from 'react';
import { type FilterFault, prepareFilter, readFilter } from '#lib/filter/read-filter.ts';

/** The first error of a filter; null when there is none, and while the parser of patterns is loading. */
export function useFilterError(text: string): FilterFault | null {
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
