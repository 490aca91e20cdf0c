import type { Problem } from '#lib/problems/problem.ts';
import { problemList as words } from './words.ts';

export type Tone = Problem['tone'];

/** The number of problems, beside the name of the tab that lists them. Nothing where there are none. */
export function ProblemCount({ tones }: { tones: readonly Tone[] }) {
  if (tones.length === 0) return null;
  const label = words.count(tones.length);
  return (
    <span
      role="img"
      aria-label={label}
      title={label}
      className={tones.includes('bad') ? 'text-bad' : 'text-careful'}
    >
      {tones.length}
    </span>
  );
}
