import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

const tones = {
  plain: 'border-line text-quiet',
  good: 'border-clear bg-good-tint text-good',
  bad: 'border-clear bg-bad-tint text-bad',
  careful: 'border-clear bg-careful-tint text-careful',
} as const;

export type ChipTone = keyof typeof tones;

type Props = { tone?: ChipTone; icon?: ReactNode; title?: string; children: ReactNode };

/** A short fact in a rounded frame. */
export function Chip({ tone = 'plain', icon, title, children }: Props) {
  return (
    <span
      title={title}
      className={classNames(
        'inline-flex h-5.5 max-w-full items-center gap-1.5 rounded-pill border px-2.25 text-small whitespace-nowrap tabular-nums [&_svg]:size-3',
        tones[tone],
      )}
    >
      {icon}
      {/* The touch target is larger than the text. */}
      <span className="truncate touch:overflow-clip touch:[overflow-clip-margin:0.75rem]">{children}</span>
    </span>
  );
}
