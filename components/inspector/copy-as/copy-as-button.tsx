'use client';

import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { LazyWindow } from '#components/ui/lazy-window.tsx';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { isUnparsed } from '../unparsed.ts';
import { useShortcut } from '../use-shortcuts.ts';

const load = () => import('./copy-as-dialog.tsx');

/** Opens the window of all the forms a request can be copied in. */
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
        <span className="max-wide:sr-only">Copy as</span> <ChevronDown aria-hidden />
      </Button>
      <LazyWindow load={load} open={open} onClose={() => setOpen(false)} capture={capture} />
    </>
  );
}
