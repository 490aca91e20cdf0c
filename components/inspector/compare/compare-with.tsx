'use client';

import { captureChoice } from '#components/request/capture-choice.ts';
import type { Candidates } from '#components/request/similar-requests.ts';
import { Select } from '#components/ui/select.tsx';
import { compareDialog } from './words.ts';

type Props = { candidates: Candidates; value: number; onChange: (seq: number) => void };

/** Chooses the earlier request to compare with. */
export function CompareWith({ candidates, value, onChange }: Props) {
  const { earlier, similar } = candidates;
  const isListed = earlier.some(({ seq }) => seq === value);
  const choices = earlier.map((summary) => ({
    id: String(summary.seq),
    title: captureChoice(summary, summary.seq === similar ? compareDialog.similar : null),
  }));
  return (
    <Select
      label={compareDialog.with}
      mono
      value={String(value)}
      choices={isListed ? choices : [{ id: String(value), title: `#${value}` }, ...choices]}
      onChange={(seq) => onChange(Number(seq))}
      className="w-full min-w-0 wide:w-110"
    />
  );
}
