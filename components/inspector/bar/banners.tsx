'use client';

import { Snowflake } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useBinState } from '#components/bin/bin-store.ts';
import { Button } from '#components/ui/button.tsx';
import { noticeTrouble } from '#components/ui/notices.tsx';
import { textWith } from '#components/ui/text-with.tsx';
import { useFetched } from '#components/ui/use-fetched.ts';
import { useInspection } from '../context/inspection.tsx';
import type { BinClosedReason } from '../feed/connection-state.ts';
import { closedBanner, frozenBanner } from './words.ts';

/** How often is looked whether a deleted bin can still be restored, milliseconds: it may be removed for good right after. */
const restorableInterval = 10_000;

/** Above the list when the page no longer receives requests: why, and for owners a way to restore a deleted bin. */
export function ClosedBanner({ why }: { why: BinClosedReason }) {
  return why === 'bin-deleted' ? <DeletedBanner /> : <ClosedNote words={closedBanner.expired} />;
}

function DeletedBanner() {
  const { api, may } = useInspection();
  const [busy, setBusy] = useState(false);
  const [isRemoved, setRemoved] = useState(false);
  const { value, trouble, refresh } = useFetched(api.get, isRemoved ? null : restorableInterval);
  // Only the key of a bin that was removed is unknown.
  useEffect(() => {
    if (trouble?.status === 401) setRemoved(true);
  }, [trouble]);

  async function restore(): Promise<void> {
    setBusy(true);
    try {
      await api.restore();
      location.reload();
    } catch (error) {
      noticeTrouble(closedBanner.failed, error);
      setBusy(false);
      refresh();
    }
  }

  if (isRemoved) return <ClosedNote words={closedBanner.removed} />;
  if (value !== null && trouble === null) {
    return (
      <ClosedNote words={closedBanner.restored}>
        <Button onClick={() => location.reload()}>{closedBanner.reload}</Button>
      </ClosedNote>
    );
  }
  if (trouble?.code !== 'bin-deleted') return <ClosedNote words={closedBanner.deleted} />;
  if (!may('delete-bin')) return <ClosedNote words={closedBanner.restorableByOwner} />;
  return (
    <ClosedNote words={closedBanner.restorable}>
      <Button onClick={restore} busy={busy}>
        {closedBanner.restore}
      </Button>
    </ClosedNote>
  );
}

function ClosedNote({ words, children }: { words: string; children?: ReactNode }) {
  return (
    <div
      role="alert"
      className="flex shrink-0 items-center gap-3 border-line border-b bg-bad-tint px-3.5 py-1.5 text-bad"
    >
      <p className="min-w-0 flex-1 py-1">{words}</p>
      {children}
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
