'use client';

import type { Trouble } from '#components/api/call.ts';
import { Button } from '#components/ui/button.tsx';
import { textWithCode } from '#components/ui/text-with-code.tsx';
import { saveBar as words } from './words.ts';

type Props = {
  changed: boolean;
  errors: number;
  busy: boolean;
  trouble: Trouble | null;
  onSave: () => void;
  onDiscard: () => void;
};

/** The bar at the bottom of the page: whether all changes are saved, and the buttons to save or discard them. */
export function SaveBar({ changed, errors, busy, trouble, onSave, onDiscard }: Props) {
  return (
    <div className="sticky bottom-0 z-10 -mx-4 mt-8 border-line border-t bg-ground px-4 py-2.5">
      {trouble && (
        <p role="alert" className="mb-2 text-bad">
          {textWithCode(words.failed([trouble.title, trouble.detail ?? trouble.hint].join(' ')))}
        </p>
      )}
      <div className="flex items-center gap-2">
        <p role="status" className="min-w-0 flex-1 text-quiet">
          {changed ? (errors > 0 ? words.errors(errors) : words.unsaved) : words.saved}
        </p>
        <Button look="quiet" disabled={!changed || busy} onClick={onDiscard}>
          {words.discard}
        </Button>
        <Button look="filled" busy={busy} disabled={!changed || errors > 0} onClick={onSave}>
          {words.save}
        </Button>
      </div>
    </div>
  );
}
