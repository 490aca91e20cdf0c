'use client';

import { Snowflake } from 'lucide-react';
import { useState } from 'react';
import { useBinState } from '#components/bin/bin-store.ts';
import { Button } from '#components/ui/button.tsx';
import { noticeTrouble } from '#components/ui/notices.tsx';
import { textWith } from '#components/ui/text-with.tsx';
import { useInspection } from '../context/inspection.tsx';
import type { ClosedReason } from '../feed/connection-state.ts';
import { closedBanner, closedReasons, frozenBanner } from './words.ts';

/** Above the list when the page no longer receives requests: why, and for owners a way to restore a deleted bin. */
export function ClosedBanner({ why }: { why: ClosedReason }) {
  const { api, may } = useInspection();
  const [busy, setBusy] = useState(false);

  async function restore(): Promise<void> {
    setBusy(true);
    try {
      await api.restore();
      location.reload();
    } catch (error) {
      noticeTrouble(closedBanner.failed, error);
      setBusy(false);
    }
  }

  return (
    <div
      role="alert"
      className="flex shrink-0 items-center gap-3 border-line border-b bg-bad-tint px-3.5 py-1.5 text-bad"
    >
      <p className="min-w-0 flex-1 py-1">{closedReasons[why]}</p>
      {why === 'bin-deleted' && may('delete-bin') && (
        <Button onClick={restore} busy={busy}>
          {closedBanner.restore}
        </Button>
      )}
    </div>
  );
}

/** Above the list while the bin is frozen. */
export function FrozenBanner() {
  const { api, state, may } = useInspection();
  const frozen = useBinState(state, (bin) => bin.frozen);
  const [busy, setBusy] = useState(false);
  if (!frozen) return null;

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
