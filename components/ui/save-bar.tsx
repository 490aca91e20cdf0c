import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { classNames } from './class-names.ts';
import { Spinner } from './spinner.tsx';
import { saveBar as words } from './words.ts';

type Props = {
  isChanged: boolean;
  busy: boolean;
  /** Whether what was entered can be saved. */
  canSave?: boolean;
  /** The state in words; while it is being saved, the bar says that. */
  status: ReactNode;
  isError?: boolean;
  onDiscard: () => void;
  /** Without it, the button submits the form around the bar. */
  onSave?: () => void;
};

/** At the bottom of a page with settings: whether all changes are saved, and the buttons to save or discard them. */
export function SaveBar({
  isChanged,
  busy,
  canSave = true,
  status,
  isError = false,
  onDiscard,
  onSave,
}: Props) {
  return (
    <div className="flex flex-wrap items-center justify-end gap-2">
      <p
        role="status"
        className={classNames(
          'flex min-w-0 flex-1 items-center gap-2 max-wide:basis-full',
          isError ? 'text-bad' : 'text-quiet',
        )}
      >
        {busy ? (
          <>
            <Spinner /> {words.saving}
          </>
        ) : (
          <span className="min-w-0">{status}</span>
        )}
      </p>
      <Button look="quiet" disabled={!isChanged || busy} onClick={onDiscard}>
        {words.discard}
      </Button>
      <Button
        look="accent"
        type={onSave ? 'button' : 'submit'}
        busy={busy}
        disabled={!isChanged || !canSave}
        onClick={onSave}
      >
        {words.save}
      </Button>
    </div>
  );
}
