'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { PageTitle } from '#components/frame/page.tsx';
import { Button } from '#components/ui/button.tsx';
import { BinEntry } from './bin-entry.tsx';
import type { KnownBin } from './known-bins.ts';
import { NewBinForm } from './new-bin-form.tsx';

type Props = { bins: readonly KnownBin[]; create: 'open' | 'token' | 'none'; startWithNew: boolean };

/** The bins this browser knows, and a way to one more. */
export function MyBins({ bins, create, startWithNew }: Props) {
  const [isMaking, setMaking] = useState(startWithNew && create !== 'none');
  return (
    <>
      <div className="flex items-start justify-between gap-4">
        <div className="min-w-0">
          <PageTitle title="My bins">
            This browser keeps the links that open them. Keep a copy of an owner’s link elsewhere: nobody can
            find it again.
          </PageTitle>
        </div>
        {!isMaking && create !== 'none' && (
          <Button look="accent" onClick={() => setMaking(true)}>
            <Plus aria-hidden /> New bin
          </Button>
        )}
      </div>
      {isMaking && <NewBinForm needsToken={create === 'token'} onCancel={() => setMaking(false)} />}
      {bins.length === 0 && !isMaking && (
        <p className="mt-8 border-line border-t pt-6 text-quiet">
          No bin is known here any more.{' '}
          {create === 'none' ? 'Open a link.' : 'Make a new one, or open a link.'}
        </p>
      )}
      <ul className="mt-7 border-line border-t">
        {bins.map((bin) => (
          <BinEntry key={bin.key} bin={bin} />
        ))}
      </ul>
    </>
  );
}
