'use client';

import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { LazyDialog } from '#components/ui/lazy-dialog.tsx';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { useShortcut } from '../commands/use-shortcuts.ts';
import { isUnparsed } from '../request-body/is-unparsed.ts';
import { copyAs } from './words.ts';

const load = () => import('./copy-as-dialog.tsx');

/** Opens the dialog of all formats a request can be copied as. */
export function CopyAsButton({ capture }: { capture: CaptureJson | null }) {
  const [open, setOpen] = useState(false);
  const canSend = capture !== null && !isUnparsed(capture);
  const show = () => canSend && setOpen(true);
  useShortcut('copy-as', show);
  return (
    <>
      <Button
        onClick={show}
        disabled={!canSend}
        className={classNames('max-wide:min-w-9 max-wide:px-2!', capture === null && 'disabled:opacity-100')}
      >
        <span className="max-wide:sr-only">{copyAs.button}</span> <ChevronDown aria-hidden />
      </Button>
      <LazyDialog load={load} open={open} onClose={() => setOpen(false)} capture={capture} />
    </>
  );
}
