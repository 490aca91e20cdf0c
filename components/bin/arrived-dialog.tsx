'use client';

import { useMemo } from 'react';
import { Dialog } from '#components/ui/dialog.tsx';
import { carriedIn } from './carried-bins.ts';
import { CarriedList } from './carried-list.tsx';
import type { KnownBin } from './known-bins.ts';

type Props = {
  open: boolean;
  onClose: () => void;
  /** Of the address that brought them. */
  fragment: string | null;
  bins: readonly KnownBin[];
};

/** Asks before bins that came in a link are added. */
export default function ArrivedDialog({ open, onClose, fragment, bins }: Props) {
  const carried = useMemo(() => carriedIn(fragment ?? ''), [fragment]);
  const isDamaged = carried === 'damaged';
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={isDamaged ? 'The link is not whole' : 'Add these bins?'}
      description={isDamaged && 'It was cut off or changed on its way. Copy it again in the other browser.'}
    >
      {carried && carried !== 'damaged' && <CarriedList carried={carried} bins={bins} onClose={onClose} />}
    </Dialog>
  );
}
