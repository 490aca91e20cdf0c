'use client';

import { FileDiff } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { LazyWindow } from '#components/ui/lazy-window.tsx';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { useShortcut } from '../use-shortcuts.ts';

const load = () => import('./compare-dialog.tsx');

/** Opens the window of what changed since the request before of the same kind. */
export function CompareButton({ summary }: { summary: CaptureSummary }) {
  const [open, setOpen] = useState(false);
  const show = () => setOpen(true);
  useShortcut('diff', show);
  return (
    <>
      <Button
        onClick={show}
        title="What changed since an earlier request (d)"
        className="max-wide:min-w-9 max-wide:px-2!"
      >
        <FileDiff aria-hidden /> <span className="max-wide:sr-only">Diff</span>
      </Button>
      <LazyWindow load={load} open={open} onClose={() => setOpen(false)} summary={summary} />
    </>
  );
}
