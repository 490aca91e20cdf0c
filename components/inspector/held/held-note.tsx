'use client';

import { Hand } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { textWith } from '#components/ui/text-with.tsx';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { useShortcut } from '../commands/use-shortcuts.ts';
import { useInspection } from '../context/inspection.tsx';
import { useTimeLeft } from './countdown.ts';
import { heldNote as words } from './words.ts';

type Props = { summary: CaptureSummary; onRespond: () => void };

/** Says that the sender of this request is waiting, with the button that opens the response form. */
export function HeldNote({ summary, onRespond }: Props) {
  const { may } = useInspection();
  const timeLeft = useTimeLeft(summary);
  const canRespond = timeLeft !== '' && may('answer-held');
  useShortcut('answer', canRespond ? onRespond : null);
  if (timeLeft === '') return null;
  return (
    <div className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-control bg-accent-tint py-1.5 pr-1.5 pl-3">
      <p className="flex min-w-0 flex-1 basis-52 items-center gap-2">
        <Hand className="size-3.5 shrink-0 text-accent" aria-hidden />
        <span>
          {textWith(words.waiting, {
            time: <span className="font-medium tabular-nums">{timeLeft}</span>,
          })}
        </span>
      </p>
      {canRespond && (
        <Button onClick={onRespond}>
          {words.respond} <Kbd>{'a'}</Kbd>
        </Button>
      )}
    </div>
  );
}
