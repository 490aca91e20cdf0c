'use client';

import { useCallback, useEffect, useState } from 'react';
import { type Trouble, troubleFrom } from '#components/api/call.ts';
import { Button } from '#components/ui/button.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { LinkAddress } from './link-address.tsx';
import { useSharedLink } from './use-shared-link.ts';

/** The link to look that most people want, made when the window opens. `onSettled` is told when it is there or could not be made. */
export function SharedLink({ onSettled }: { onSettled: () => void }) {
  const { shared, want } = useSharedLink();
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);

  const make = useCallback(async () => {
    setBusy(true);
    setTrouble(null);
    await want().catch((error) => setTrouble(troubleFrom(error)));
    setBusy(false);
    onSettled();
  }, [want, onSettled]);

  // Once, when the window opens: a link that is revoked in it is not followed by another unasked.
  useEffect(() => void make(), [make]);

  if (trouble) return <TroubleNote trouble={trouble} onRetry={make} />;
  if (shared) return <LinkAddress url={shared.inspectUrl} name="Link to look" label="Copy link" />;
  return (
    <Button look="accent" busy={busy} onClick={make}>
      Make a link
    </Button>
  );
}
