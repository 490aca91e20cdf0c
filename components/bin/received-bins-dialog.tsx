'use client';

import { useMemo } from 'react';
import { Dialog } from '#components/ui/dialog.tsx';
import { binsInFragment } from './exported-bins.ts';
import { ExportedList } from './exported-list.tsx';
import type { SavedBin } from './saved-bins.ts';
import { receivedBins } from './words.ts';

type Props = {
  open: boolean;
  onClose: () => void;
  /** Of the URL that contains them. */
  fragment: string | null;
  bins: readonly SavedBin[];
};

/** Asks before bins from a link are added. */
export default function ReceivedBinsDialog({ open, onClose, fragment, bins }: Props) {
  const exported = useMemo(() => binsInFragment(fragment ?? ''), [fragment]);
  const isDamaged = exported === 'damaged';
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={isDamaged ? receivedBins.damaged : receivedBins.title}
      description={isDamaged && receivedBins.damagedAbout}
    >
      {exported && exported !== 'damaged' && (
        <ExportedList exported={exported} bins={bins} onClose={onClose} />
      )}
    </Dialog>
  );
}
