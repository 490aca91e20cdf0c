'use client';

import { ArrowLeftRight, Plus } from 'lucide-react';
import { useState } from 'react';
import { PageTitle } from '#components/frame/page.tsx';
import { binOrderName, storeChoice, storedChoice } from '#components/frame/stored-choices.ts';
import { Button } from '#components/ui/button.tsx';
import { LazyWindow } from '#components/ui/lazy-window.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { BinEntry } from './bin-entry.tsx';
import { type BinOrder, binOrders, type KnownBin, orderedBins } from './known-bins.ts';
import { NewBinForm } from './new-bin-form.tsx';

const loadCarryDialog = () => import('./carry-dialog.tsx');

const orderTitles: Record<BinOrder, string> = {
  opened: 'Last opened',
  request: 'Last request',
  name: 'Name',
};

type Props = { bins: readonly KnownBin[]; create: 'open' | 'token' | 'none'; startWithNew: boolean };

/** The bins this browser knows, and a way to one more. */
export function MyBins({ bins, create, startWithNew }: Props) {
  const [isMaking, setMaking] = useState(startWithNew && create !== 'none');
  const [isCarrying, setCarrying] = useState(false);
  const [order, setOrder] = useState(chosenOrder);

  function choose(next: BinOrder): void {
    setOrder(next);
    storeChoice(binOrderName, next);
  }

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
      <div className="mt-7 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        {bins.length > 1 && (
          <Switch
            label="Order"
            value={order}
            onChange={choose}
            choices={binOrders.map((id) => ({ id, title: orderTitles[id] }))}
          />
        )}
        <Button look="quiet" className="-mx-2.5 touch:-mx-3" onClick={() => setCarrying(true)}>
          <ArrowLeftRight aria-hidden /> Other browsers
        </Button>
      </div>
      {bins.length === 0 && !isMaking && (
        <p className="mt-3 border-line border-t pt-6 text-quiet">
          No bin is known here any more. {create !== 'none' && 'Make a new one, or '}
          {create === 'none' ? 'Open' : 'open'} a link, or bring your list from another browser.
        </p>
      )}
      {bins.length > 0 && (
        <ul className="mt-3 border-line border-t">
          {orderedBins(bins, order).map((bin) => (
            <BinEntry key={bin.key} bin={bin} />
          ))}
        </ul>
      )}
      <LazyWindow load={loadCarryDialog} open={isCarrying} onClose={() => setCarrying(false)} bins={bins} />
    </>
  );
}

function chosenOrder(): BinOrder {
  const stored = typeof window === 'undefined' ? null : storedChoice(binOrderName);
  return binOrders.find((order) => order === stored) ?? 'opened';
}
