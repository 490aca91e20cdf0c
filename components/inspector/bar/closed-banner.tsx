'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { noticeTrouble } from '#components/ui/notices.tsx';
import { useInspection } from '../context/inspection.tsx';
import type { ClosedReason } from '../feed/connection-state.ts';
import { closedBanner, closedReasons } from './words.ts';

/** Above the list when the page no longer receives requests: why, and for owners a way to restore a deleted bin. */
export default function ClosedBanner({ why }: { why: ClosedReason }) {
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
