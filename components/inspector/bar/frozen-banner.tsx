'use client';

import { Snowflake } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { noticeTrouble } from '#components/ui/notices.tsx';
import { textWith } from '#components/ui/text-with.tsx';
import { useInspection } from '../context/inspection.tsx';
import { frozenBanner } from './words.ts';

/** Above the list while the bin is frozen. */
export default function FrozenBanner() {
  const { api, state, may } = useInspection();
  const [busy, setBusy] = useState(false);

  async function unfreeze(): Promise<void> {
    setBusy(true);
    try {
      state.set(await api.change({ frozen: false }));
    } catch (error) {
      noticeTrouble(frozenBanner.failed, error);
    }
    setBusy(false);
  }

  return (
    <div
      role="status"
      className="flex shrink-0 items-center gap-2.5 border-line border-b bg-careful-tint px-3.5 py-1.5 text-careful"
    >
      <Snowflake className="size-3.5 shrink-0" aria-hidden />
      <p className="min-w-0 flex-1 py-1">
        {textWith(frozenBanner.text, {
          frozen: <span className="font-medium">{frozenBanner.frozen}</span>,
        })}
      </p>
      {may('change-settings') && (
        <Button onClick={unfreeze} busy={busy}>
          {frozenBanner.unfreeze}
        </Button>
      )}
    </div>
  );
}
