'use client';

import { useCallback } from 'react';
import { clockWords } from '#components/frame/time-words.ts';
import { Select } from '#components/ui/select.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { useLoad } from '#components/ui/use-load.ts';
import { readable } from '#lib/http/byte-string.ts';
import { useInspection } from '../context/inspection.tsx';
import { capturePicker as words } from './words.ts';

type Props = { value: number | null; onChoose: (seq: number) => void };

/** How many requests are offered. */
const mostListed = 50;

/** Chooses one of the latest requests of the bin. */
export function CapturePicker({ value, onChoose }: Props) {
  const { api } = useInspection();
  const fetch = useCallback(
    (_: unknown, signal: AbortSignal) => api.captures({ limit: mostListed }, signal),
    [api],
  );
  const { state, load } = useLoad({ known: null, startAtOnce: true, fetch });
  if (state.is === 'failed') return <TroubleNote trouble={state.trouble} onRetry={load} />;
  const choices =
    state.is === 'ready'
      ? state.value.captures.map(({ seq, method, path, receivedAt }) => ({
          id: String(seq),
          title: words.choice(
            seq,
            `${method} ${readable(path).slice(0, 60)}`,
            clockWords(receivedAt).slice(0, 8),
          ),
        }))
      : [];
  if (state.is === 'ready' && choices.length === 0) return <p className="text-quiet">{words.none}</p>;
  // Before the list is loaded, the field is there with its choice: what is below it does not move.
  const isListed = choices.some(({ id }) => id === String(value));
  const untitled = state.is === 'ready' ? '' : words.loading;
  const offered = isListed
    ? choices
    : [{ id: String(value ?? ''), title: value === null ? untitled : `#${value}` }, ...choices];
  return (
    <Select
      label={words.label}
      mono
      value={String(value ?? '')}
      choices={offered}
      onChange={(seq) => seq !== '' && onChoose(Number(seq))}
    />
  );
}
