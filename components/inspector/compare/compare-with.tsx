'use client';

import { clockWords } from '#components/frame/time-words.ts';
import type { Candidates } from '#components/request/similar-requests.ts';
import { Select } from '#components/ui/select.tsx';
import { compareDialog } from './words.ts';

type Props = { candidates: Candidates; value: number; onChange: (seq: number) => void };

/** Chooses the earlier request to compare with. */
export function CompareWith({ candidates, value, onChange }: Props) {
  const { earlier, similar } = candidates;
  const isListed = earlier.some(({ seq }) => seq === value);
  const choices = earlier.map(({ seq, method, path, receivedAt }) => ({
    id: String(seq),
    title: [
      `#${seq}`,
      ...(seq === similar ? [compareDialog.similar] : []),
      `${method} ${path.slice(0, 60)}`,
      clockWords(receivedAt).slice(0, 8),
    ].join(' · '),
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
