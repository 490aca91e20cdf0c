'use client';

import { clockWords } from '#components/frame/time-words.ts';
import { Select } from '#components/ui/select.tsx';
import type { Candidates } from './same-kind.ts';

type Props = { candidates: Candidates; value: number; onChange: (seq: number) => void };

/** Which earlier request to compare with. */
export function CompareWith({ candidates, value, onChange }: Props) {
  const { earlier, sameKind } = candidates;
  const isListed = earlier.some(({ seq }) => seq === value);
  const choices = earlier.map(({ seq, method, path, receivedAt }) => ({
    id: String(seq),
    title: [
      `#${seq}`,
      ...(seq === sameKind ? ['last of its kind'] : []),
      `${method} ${path.slice(0, 60)}`,
      clockWords(receivedAt).slice(0, 8),
    ].join(' · '),
  }));
  return (
    <Select
      label="Compared with"
      mono
      value={String(value)}
      choices={isListed ? choices : [{ id: String(value), title: `#${value}` }, ...choices]}
      onChange={(seq) => onChange(Number(seq))}
      className="w-full min-w-0 wide:w-110"
    />
  );
}
