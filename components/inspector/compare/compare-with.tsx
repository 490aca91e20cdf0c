'use client';

import { useId } from 'react';
import { clockWords } from '#components/frame/time-words.ts';
import type { Candidates } from './same-kind.ts';

type Props = { candidates: Candidates; value: number; onChange: (seq: number) => void };

/** Which earlier request to compare with. */
export function CompareWith({ candidates, value, onChange }: Props) {
  const id = useId();
  const { earlier, sameKind } = candidates;
  const isListed = earlier.some(({ seq }) => seq === value);
  return (
    <div className="min-w-0 max-wide:w-full">
      <label htmlFor={id} className="block text-quiet text-small">
        Compared with
      </label>
      <select
        id={id}
        value={value}
        onChange={(event) => onChange(Number(event.target.value))}
        className="mt-0.5 h-7 w-full min-w-60 max-w-120 rounded-control border border-edge bg-raised px-1.5 wire touch:h-10"
      >
        {!isListed && <option value={value}>#{value}</option>}
        {earlier.map(({ seq, method, path, receivedAt }) => (
          <option key={seq} value={seq}>
            #{seq} {seq === sameKind && '· last of its kind · '}
            {method} {path.slice(0, 60)} · {clockWords(receivedAt).slice(0, 8)}
          </option>
        ))}
      </select>
    </div>
  );
}
