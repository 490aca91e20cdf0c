'use client';

import type { Trouble } from '#components/api/call.ts';
import { Button } from '#components/ui/button.tsx';

type Props = {
  changed: boolean;
  faults: number;
  busy: boolean;
  saved: boolean;
  trouble: Trouble | null;
  onSave: () => void;
  onDiscard: () => void;
};

/** Always in sight: whether what is shown is what senders get, and the way to make it so. */
export function SaveBar({ changed, faults, busy, saved, trouble, onSave, onDiscard }: Props) {
  return (
    <div className="sticky bottom-0 z-10 -mx-4 mt-8 border-line border-t bg-ground px-4 py-2.5">
      {trouble && (
        <p role="alert" className="mb-2 text-bad">
          It was not saved. {trouble.title} {trouble.detail ?? trouble.hint}
        </p>
      )}
      <div className="flex items-center gap-2">
        <p role="status" className="min-w-0 flex-1 text-quiet">
          {changed
            ? faults > 0
              ? `${faults === 1 ? 'One place is' : `${faults} places are`} not right yet`
              : 'Not saved: senders still get what was there before'
            : saved
              ? 'Saved: senders get this from now on'
              : 'This is what senders get'}
        </p>
        <Button look="quiet" disabled={!changed || busy} onClick={onDiscard}>
          Discard
        </Button>
        <Button look="filled" busy={busy} disabled={!changed || faults > 0} onClick={onSave}>
          Save
        </Button>
      </div>
    </div>
  );
}
