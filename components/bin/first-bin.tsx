'use client';

import { useCallback, useEffect, useState } from 'react';
import { type Trouble, troubleFrom } from '#components/api/call.ts';
import { PageTitle } from '#components/frame/page.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { createFirstBin } from './create-bin.ts';
import { hasExportedBins } from './use-exported-bins.ts';
import { savedBins } from './use-saved-bins.ts';
import { welcome } from './words.ts';

/** Creates a bin for a first-time visitor and opens it; Back does not lead here again. */
export function FirstBin({ origin }: { origin: string }) {
  const [trouble, setTrouble] = useState<Trouble | null>(null);

  const create = useCallback(async () => {
    setTrouble(null);
    try {
      const bin = await createFirstBin();
      location.replace(`/i/${bin.key}`);
    } catch (error) {
      setTrouble(troubleFrom(error));
    }
  }, []);

  useEffect(() => {
    // During hydration the bins of this browser are not in React's state yet.
    if (savedBins().length === 0 && !hasExportedBins()) void create();
  }, [create]);

  return (
    <div className="in-data-returning:invisible">
      <PageTitle title={welcome.title}>{welcome.open}</PageTitle>
      <div className="mt-6">
        {trouble ? (
          <TroubleNote trouble={trouble} onRetry={create} />
        ) : (
          <p role="status" className="flex items-center gap-2.5 text-quiet">
            <Spinner /> {welcome.creating}
          </p>
        )}
      </div>
      <noscript>
        <p className="mt-6">
          {welcome.noScript}
          <code className="mt-2 block rounded-control border border-line bg-panel px-3 py-2 wire">
            {`curl -X POST ${origin}/api/v1/bins`}
          </code>
        </p>
      </noscript>
    </div>
  );
}
