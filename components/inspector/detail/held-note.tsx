'use client';

import { Hand } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { useTimeLeft } from '../held.ts';
import { useInspection } from '../inspection.tsx';
import { useShortcut } from '../use-shortcuts.ts';

type Props = { summary: CaptureSummary; onAnswer: () => void };

/** Says that the sender of this request waits to be answered by hand, and leads to where that is done. */
export function HeldNote({ summary, onAnswer }: Props) {
  const { may } = useInspection();
  const left = useTimeLeft(summary);
  const canAnswer = left !== '' && may('answer-held');
  useShortcut('answer', canAnswer ? onAnswer : null);
  if (left === '') return null;
  return (
    <div className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-control bg-accent-tint py-1.5 pr-1.5 pl-3">
      <p className="flex min-w-0 flex-1 basis-52 items-center gap-2">
        <Hand className="size-3.5 shrink-0 text-accent" aria-hidden />
        <span>
          The sender is held and waits to be answered by hand,{' '}
          <span className="font-medium tabular-nums">{left}</span> left.
        </span>
      </p>
      {canAnswer && (
        <Button onClick={onAnswer}>
          Answer it <Kbd>a</Kbd>
        </Button>
      )}
    </div>
  );
}
