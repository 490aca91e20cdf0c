'use client';

import { ArrowLeftRight, Plus } from 'lucide-react';
import { useState } from 'react';
import { PageTitle } from '#components/frame/page.tsx';
import { binOrderName, storeChoice, storedChoice } from '#components/frame/stored-choices.ts';
import { Button } from '#components/ui/button.tsx';
import { LazyDialog } from '#components/ui/lazy-dialog.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { BinEntry } from './bin-entry.tsx';
import { NewBinForm } from './new-bin-form.tsx';
import { type BinOrder, binOrders, orderedBins, type SavedBin } from './saved-bins.ts';
import { binList } from './words.ts';

const loadMoveBinsDialog = () => import('./move-bins-dialog.tsx');

type Props = { bins: readonly SavedBin[]; create: 'open' | 'token' | 'none'; startWithNew: boolean };

/** The bins saved in this browser, and the form for a new one. */
export function MyBins({ bins, create, startWithNew }: Props) {
  const [isCreating, setCreating] = useState(startWithNew && create !== 'none');
  const [isMoving, setMoving] = useState(false);
  const [order, setOrder] = useState(chosenOrder);

  function choose(next: BinOrder): void {
    setOrder(next);
    storeChoice(binOrderName, next);
  }

  return (
    <>
      <div className="flex items-start justify-between gap-4">
        <div className="min-w-0">
          <PageTitle title={binList.title}>{binList.about}</PageTitle>
        </div>
        {!isCreating && create !== 'none' && (
          <Button look="accent" onClick={() => setCreating(true)}>
            <Plus aria-hidden /> {binList.newBin}
          </Button>
        )}
      </div>
      {isCreating && <NewBinForm needsToken={create === 'token'} onCancel={() => setCreating(false)} />}
      <div className="mt-7 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        {bins.length > 1 && (
          <Switch
            label={binList.sortBy}
            value={order}
            onChange={choose}
            choices={binOrders.map((id) => ({ id, title: binList.orders[id] }))}
          />
        )}
        <Button look="quiet" className="-mx-2.5 touch:-mx-3" onClick={() => setMoving(true)}>
          <ArrowLeftRight aria-hidden /> {binList.move}
        </Button>
      </div>
      {bins.length === 0 && !isCreating && (
        <p className="mt-3 border-line border-t pt-6 text-quiet">
          {create === 'none' ? binList.emptyAndClosed : binList.empty}
        </p>
      )}
      {bins.length > 0 && (
        <ul className="mt-3 border-line border-t">
          {orderedBins(bins, order).map((bin) => (
            <BinEntry key={bin.key} bin={bin} />
          ))}
        </ul>
      )}
      <LazyDialog load={loadMoveBinsDialog} open={isMoving} onClose={() => setMoving(false)} bins={bins} />
    </>
  );
}

function chosenOrder(): BinOrder {
  const stored = typeof window === 'undefined' ? null : storedChoice(binOrderName);
  return binOrders.find((order) => order === stored) ?? 'opened';
}
