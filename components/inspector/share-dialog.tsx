'use client';

import { Share2 } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { type Trouble, troubleFrom } from '#components/api/call.ts';
import { Button } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { LinkList } from './link-list.tsx';
import { useSharedLink } from './use-shared-link.ts';

/** Shares the bin by a link that lets people look and copy, and shows which links there are. */
export default function ShareDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Share this bin"
      description="Whoever has this link sees every request, live, and can copy them. They cannot change or delete anything."
    >
      <SharedLink />
      <LinkList />
      <p className="mt-5 text-quiet text-small">
        The address of this very page opens the bin as its owner. Keep it to yourself, and keep it: nobody can
        find it again.
      </p>
    </Dialog>
  );
}

function SharedLink() {
  const { shared, want } = useSharedLink();
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);

  const make = useCallback(async () => {
    setBusy(true);
    setTrouble(null);
    await want().catch((error) => setTrouble(troubleFrom(error)));
    setBusy(false);
  }, [want]);

  // Once, when the window opens: a link that is revoked in it is not followed by another unasked.
  useEffect(() => void make(), [make]);

  if (trouble) return <TroubleNote trouble={trouble} onRetry={make} />;
  if (!shared) {
    return (
      <Button look="accent" busy={busy} onClick={make}>
        Make a link
      </Button>
    );
  }
  return (
    <div className="flex flex-wrap gap-2">
      <code className="flex h-8 min-w-0 flex-1 select-all items-center rounded-control border border-line bg-panel px-2.5 wire touch:h-9">
        <span className="truncate">{shared.inspectUrl}</span>
      </code>
      <CopyButton
        text={shared.inspectUrl}
        name="Link to look"
        label="Copy link"
        look="accent"
        className="h-8"
      />
      {typeof navigator.share === 'function' && (
        <Button className="h-8" onClick={() => navigator.share({ url: shared.inspectUrl }).catch(() => {})}>
          <Share2 aria-hidden /> Send
        </Button>
      )}
    </div>
  );
}
