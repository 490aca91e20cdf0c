'use client';

import { useCallback, useEffect, useState } from 'react';
import { type Trouble, troubleFrom } from '#components/api/call.ts';
import { Button } from '#components/ui/button.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { LinkAddress } from './link-address.tsx';
import { useSharedLink } from './use-shared-link.ts';
import { sharedLink } from './words.ts';

/** The view-only link, created when the dialog opens. `onSettled` is called when it exists or could not be created. */
export function SharedLink({ onSettled }: { onSettled: () => void }) {
  const { shared, ensure } = useSharedLink();
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);

  const create = useCallback(async () => {
    setBusy(true);
    setTrouble(null);
    await ensure().catch((error) => setTrouble(troubleFrom(error)));
    setBusy(false);
    onSettled();
  }, [ensure, onSettled]);

  // Once, when the dialog opens: revoking the link in it does not create another one.
  useEffect(() => void create(), [create]);

  if (trouble) return <TroubleNote trouble={trouble} onRetry={create} />;
  if (shared) return <LinkAddress url={shared.inspectUrl} name={sharedLink.name} label={sharedLink.copy} />;
  return (
    <Button look="accent" busy={busy} onClick={create}>
      {sharedLink.create}
    </Button>
  );
}
