'use client';

import { Hand } from 'lucide-react';
import { useState } from 'react';
import { announce } from '#components/ui/announcer.tsx';
import { Button } from '#components/ui/button.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { noticeTrouble } from '#components/ui/notices.tsx';
import { textWith } from '#components/ui/text-with.tsx';
import { tooltip } from '#components/ui/tooltips.tsx';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { useShortcut } from '../commands/use-shortcuts.ts';
import { useInspection } from '../context/inspection.tsx';
import { countdownWords, useTimeLeft } from './countdown.ts';
import { heldNote as words } from './words.ts';

/** By how much a request is held longer, milliseconds. */
const holdStep = 120_000;

type Props = { summary: CaptureSummary; onRespond: () => void };

/** Says that the sender of this request is waiting, with the button that opens the response form. */
export default function HeldNote({ summary, onRespond }: Props) {
  const { api, may } = useInspection();
  const [busy, setBusy] = useState(false);
  const timeLeft = useTimeLeft(summary);
  const canRespond = timeLeft !== '' && may('answer-held');
  useShortcut('answer', canRespond ? onRespond : null);
  if (timeLeft === '') return null;

  async function holdLonger(): Promise<void> {
    setBusy(true);
    try {
      const { deadline } = await api.holdLonger(summary.seq, holdStep);
      announce(words.heldUntil(countdownWords(Date.parse(deadline) - Date.now())));
    } catch (error) {
      noticeTrouble(words.longerFailed, error);
    }
    setBusy(false);
  }

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
        <Button look="quiet" busy={busy} onClick={holdLonger} {...tooltip(words.longerHelp)}>
          {words.longer}
        </Button>
      )}
      {canRespond && (
        <Button onClick={onRespond}>
          {words.respond} <Kbd>{'a'}</Kbd>
        </Button>
      )}
    </div>
  );
}
