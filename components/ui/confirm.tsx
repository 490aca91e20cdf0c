'use client';

import { AlertDialog } from '@base-ui/react/alert-dialog';
import { useRef, useState } from 'react';
import { Button } from './button.tsx';
import type { Question } from './confirm-question.ts';
import { dialogPlace } from './dialog.tsx';
import { noticeTrouble } from './notices.tsx';
import { surfaceClasses } from './surface.ts';
import { buttons } from './words.ts';

type Props = { open: boolean; question: Question | null; onClose: () => void };

/** Asks for confirmation before something that cannot be undone. Cancel has the focus, so that Enter does no harm. */
export default function Confirm({ open, question, onClose }: Props) {
  const [busy, setBusy] = useState(false);
  const cancel = useRef<HTMLButtonElement>(null);
  // The text stays while the dialog fades out.
  const last = useRef(question);
  if (question) last.current = question;
  const shown = question ?? last.current;

  async function act(): Promise<void> {
    if (!question) return;
    setBusy(true);
    try {
      await question.act();
    } catch (error) {
      noticeTrouble(question.failed, error);
    }
    setBusy(false);
    onClose();
  }

  return (
    <AlertDialog.Root open={open} onOpenChange={(isOpen) => !isOpen && !busy && onClose()}>
      <AlertDialog.Portal>
        {/* As high as dialogs: the question may be asked in one, which it covers. */}
        <AlertDialog.Backdrop
          forceRender
          className="fixed inset-0 z-30 bg-shade transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0"
        />
        <AlertDialog.Popup
          initialFocus={cancel}
          finalFocus={() => last.current?.focusAfter?.() ?? true}
          className={surfaceClasses(`${dialogPlace} max-w-100 p-5`)}
        >
          <AlertDialog.Title className="font-semibold text-name">{shown?.title}</AlertDialog.Title>
          <AlertDialog.Description className="mt-1.5 text-quiet">
            {shown?.consequence}
          </AlertDialog.Description>
          <div className="mt-5 flex justify-end gap-2">
            <AlertDialog.Close
              render={
                <Button ref={cancel} disabled={busy}>
                  {buttons.cancel}
                </Button>
              }
            />
            <Button look="danger-filled" busy={busy} onClick={act}>
              {shown?.verb}
            </Button>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
