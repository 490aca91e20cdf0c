'use client';

import { useCallback, useState } from 'react';
import { Dialog } from '#components/ui/dialog.tsx';
import { LinkForm } from './link-form.tsx';
import { LinkList } from './link-list.tsx';
import { OwnAddress } from './own-address.tsx';
import { SharedLink } from './shared-link.tsx';

type Props = { open: boolean; onClose: () => void; seq: number | null };

/** Shares the bin: a link to look, ready at once; others as one wants them; and all there are, to take them back. */
export default function ShareDialog({ open, onClose, seq }: Props) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Share this bin"
      description="Whoever has this link sees every request, live, and can copy them. They cannot change or delete anything."
    >
      <Sharing seq={seq} />
    </Dialog>
  );
}

function Sharing({ seq }: { seq: number | null }) {
  /** Counts what was made here, so that the list is fetched anew. */
  const [made, setMade] = useState(0);
  // The links are fetched once this one is among them; what cannot be taken back waits for them: they push it down.
  const [isLinkSettled, setLinkSettled] = useState(false);
  const [isListed, setListed] = useState(false);
  const settle = useCallback(() => setLinkSettled(true), []);
  const list = useCallback(() => setListed(true), []);
  return (
    <>
      <SharedLink onSettled={settle} />
      <LinkForm seq={seq} onMade={() => setMade((count) => count + 1)} />
      <LinkList made={made} isReady={isLinkSettled} onListed={list} />
      <OwnAddress isReady={isListed} />
    </>
  );
}
