'use client';

import { Snowflake } from 'lucide-react';
import { useState } from 'react';
import { useBinState } from '#components/bin/bin-store.ts';
import { Button } from '#components/ui/button.tsx';
import { noticeTrouble } from '#components/ui/notices.tsx';
import type { ClosedReason } from '../connection.ts';
import { useInspection } from '../inspection.tsx';
import { closedWords } from './connection-mark.tsx';

/** Above the list when nothing more will come, and why; an owner may take a deletion back. */
export function ClosedBanner({ why }: { why: ClosedReason }) {
  const { api, may } = useInspection();
  const [busy, setBusy] = useState(false);

  async function restore(): Promise<void> {
    setBusy(true);
    try {
      await api.restore();
      location.reload();
    } catch (error) {
      noticeTrouble('The bin was not restored.', error);
      setBusy(false);
    }
  }

  return (
    <div
      role="alert"
      className="flex shrink-0 items-center gap-3 border-line border-b bg-bad-tint px-3.5 py-1.5 text-bad"
    >
      <p className="min-w-0 flex-1 py-1">{closedWords[why]}</p>
      {why === 'bin-deleted' && may('delete-bin') && (
        <Button onClick={restore} busy={busy}>
          Undo
        </Button>
      )}
    </div>
  );
}

/** Above the list while the bin answers and keeps nothing, which nobody must overlook. */
export function FrozenBanner() {
  const { api, state, may } = useInspection();
  const frozen = useBinState(state, (bin) => bin.frozen);
  const [busy, setBusy] = useState(false);
  if (!frozen) return null;

  async function thaw(): Promise<void> {
    setBusy(true);
    try {
      state.set(await api.change({ frozen: false }));
    } catch (error) {
      noticeTrouble('The bin was not thawed.', error);
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
        <span className="font-medium">Frozen.</span> Senders are answered, and nothing they send is kept.
      </p>
      {may('change-settings') && (
        <Button onClick={thaw} busy={busy}>
          Thaw
        </Button>
      )}
    </div>
  );
}
