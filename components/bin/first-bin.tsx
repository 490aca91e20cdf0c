'use client';

import { useCallback, useEffect, useState } from 'react';
import { type Trouble, troubleFrom } from '#components/api/call.ts';
import { PageTitle } from '#components/frame/page.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { Turning } from '#components/ui/turning.tsx';
import { makeFirstBin } from './make-bin.ts';
import { isCarrying } from './use-carried-bins.ts';
import { knownBins } from './use-known-bins.ts';

/** Makes a first-time visitor a bin and goes there; Back does not lead here again. */
export function FirstBin({ origin }: { origin: string }) {
  const [trouble, setTrouble] = useState<Trouble | null>(null);

  const make = useCallback(async () => {
    setTrouble(null);
    try {
      const bin = await makeFirstBin();
      location.replace(`/i/${bin.key}`);
    } catch (error) {
      setTrouble(troubleFrom(error));
    }
  }, []);

  useEffect(() => {
    // While React takes over the server's HTML, the bins this browser knows are not in its state yet.
    if (knownBins().length === 0 && !isCarrying()) void make();
  }, [make]);

  return (
    <div className="in-data-returning:invisible">
      <PageTitle title="A URL that keeps what is sent to it">
        Every request, exactly as it came over the wire, and live in this page.
      </PageTitle>
      <div className="mt-6">
        {trouble ? (
          <TroubleNote trouble={trouble} onRetry={make} />
        ) : (
          <p role="status" className="flex items-center gap-2.5 text-quiet">
            <Turning /> Making a bin for you
          </p>
        )}
      </div>
      <noscript>
        <p className="mt-6">
          The inspector needs JavaScript. A bin can be made without it:
          <code className="mt-2 block rounded-control border border-line bg-panel px-3 py-2 wire">
            curl -X POST {origin}/api/v1/bins
          </code>
        </p>
      </noscript>
    </div>
  );
}
