'use client';

import { countOf } from '#components/frame/count-words.ts';
import { announce } from '#components/ui/announcer.tsx';
import { Button } from '#components/ui/button.tsx';
import { type CarriedBins, newAmong, withCarried } from './carried-bins.ts';
import { binTitle, type KnownBin } from './known-bins.ts';
import { changeKnownBins } from './use-known-bins.ts';

type Props = { carried: CarriedBins; bins: readonly KnownBin[]; onClose: () => void };

const roleWords = { owner: null, editor: 'may edit', viewer: 'view only' } as const;

/** Bins that came from another browser, to be looked at before they are among this one's. */
export function CarriedList({ carried, bins, onClose }: Props) {
  const fresh = newAmong(bins, carried);
  const isElsewhere = carried.origin !== location.origin;

  function add(): void {
    changeKnownBins((known) => withCarried(known, carried, Date.now()));
    announce(`${countOf(fresh.length, 'bin')} added`);
    onClose();
  }

  return (
    <>
      <p className="text-quiet">
        {isElsewhere
          ? `They are on ${carried.origin}, and their keys open nothing here. Open the link there.`
          : fresh.length === 0
            ? 'This browser has them all.'
            : 'Whoever gave you this has their keys as well. Bins you know already stay as they are.'}
      </p>
      <ul className="mt-3 max-h-60 scrolls border-faint border-t">
        {carried.bins.map((bin) => (
          <li key={bin.key} className="flex items-baseline gap-3 border-faint border-b py-2">
            <span className="min-w-0 flex-1 truncate font-medium">{binTitle(bin)}</span>
            <span className="shrink-0 text-quiet text-small">
              {fresh.includes(bin) || isElsewhere ? roleWords[bin.role] : 'known here'}
            </span>
            <span className="shrink-0 text-quiet wire">{bin.slug}</span>
          </li>
        ))}
      </ul>
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={onClose}>{fresh.length === 0 || isElsewhere ? 'Close' : 'Cancel'}</Button>
        {fresh.length > 0 && !isElsewhere && (
          <Button look="filled" onClick={add} data-focus-first>
            Add {countOf(fresh.length, 'bin')}
          </Button>
        )}
      </div>
    </>
  );
}
