'use client';

import { Suspense } from 'react';
import { lazyComponent } from '#components/ui/lazy-component.ts';
import type { Completion } from './use-completion.ts';

const FilterOptions = lazyComponent(() => import('./filter-options.tsx'));

/** The suggestions below a field, while there are any. Its parent is positioned. */
export function FilterSuggestions({ completion }: { completion: Completion }) {
  const { id, options, active, onTab, counted, isShown, accept } = completion;
  if (!isShown) return null;
  return (
    <Suspense>
      <FilterOptions
        id={id}
        options={options}
        active={active}
        onTab={onTab}
        counted={counted}
        onTake={accept}
      />
    </Suspense>
  );
}
