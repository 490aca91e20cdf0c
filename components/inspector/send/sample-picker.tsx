'use client';

import { useCallback, useMemo, useState } from 'react';
import { sampleProviders } from '#components/api/samples.ts';
import { Spinner } from '#components/ui/spinner.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { useLoad } from '#components/ui/use-load.ts';
import { findSamples } from './find-samples.ts';
import { SearchList } from './search-list.tsx';
import { samplePicker as words } from './words.ts';

type Props = { onChoose: (sample: { provider: string; event: string }) => void };

/** The sample events by provider, with a search. */
export function SamplePicker({ onChoose }: Props) {
  const fetch = useCallback((_: unknown, signal: AbortSignal) => sampleProviders(signal), []);
  const { state, load } = useLoad({ known: null, startAtOnce: true, fetch });
  const [query, setQuery] = useState('');
  const providers = state.is === 'ready' ? state.value : null;
  const found = useMemo(() => findSamples(providers ?? [], query), [providers, query]);
  if (state.is === 'failed') return <TroubleNote trouble={state.trouble} onRetry={load} />;
  if (state.is !== 'ready') {
    return (
      <div role="status" aria-label={words.loading}>
        <Spinner />
      </div>
    );
  }
  return (
    <SearchList
      words={words}
      groups={found.groups}
      query={query}
      onQuery={setQuery}
      keyOf={({ provider, event }) => `${provider} ${event}`}
      titleOf={({ title }) => title}
      aboutOf={({ event }) => event}
      onChoose={onChoose}
      more={found.more > 0 ? words.more(found.more) : null}
    />
  );
}
