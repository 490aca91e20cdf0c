'use client';

import { captureChoice } from '#components/request/capture-choice.ts';
import { Select } from '#components/ui/select.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import type { LatestCaptures } from './use-latest-captures.ts';
import { capturePicker as words } from './words.ts';

type Props = { latest: LatestCaptures; value: number | null; onChoose: (seq: number) => void };

/** Chooses one of the latest requests of the bin. */
export function CapturePicker({ latest, value, onChoose }: Props) {
  const { state, load } = latest;
  if (state.is === 'failed') return <TroubleNote trouble={state.trouble} onRetry={load} />;
  const choices =
    state.is === 'ready'
      ? state.value.captures.map((summary) => ({ id: String(summary.seq), title: captureChoice(summary) }))
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
