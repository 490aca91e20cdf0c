'use client';

import { useCallback, useState } from 'react';
import { Dialog } from '#components/ui/dialog.tsx';
import { LinkForm } from './link-form.tsx';
import { LinkList } from './link-list.tsx';
import { OwnerLink } from './owner-link.tsx';
import { SharedLink } from './shared-link.tsx';
import { shareDialog } from './words.ts';

type Props = { open: boolean; onClose: () => void; seq: number | null };

/** Shares the bin: a view-only link at once, custom links, and the list of links to revoke them. */
export default function ShareDialog({ open, onClose, seq }: Props) {
  return (
    <Dialog open={open} onClose={onClose} title={shareDialog.title} description={shareDialog.about}>
      <Sharing seq={seq} />
    </Dialog>
  );
}

function Sharing({ seq }: { seq: number | null }) {
  /** Counts the links created here, so that the list is fetched again. */
  const [created, setCreated] = useState(0);
  // The list is fetched once the view-only link is in it. What cannot be undone waits for the list, which pushes it down.
  const [isLinkSettled, setLinkSettled] = useState(false);
  const [isListed, setListed] = useState(false);
  const settle = useCallback(() => setLinkSettled(true), []);
  const list = useCallback(() => setListed(true), []);
  return (
    <>
      <SharedLink onSettled={settle} />
      <LinkForm seq={seq} onCreated={() => setCreated((count) => count + 1)} />
      <LinkList created={created} isReady={isLinkSettled} onListed={list} />
      <OwnerLink isReady={isListed} />
    </>
  );
}
