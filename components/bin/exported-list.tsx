'use client';

import { announce } from '#components/ui/announcer.tsx';
import { Button } from '#components/ui/button.tsx';
import { type ExportedBins, unsavedBins, withExported } from './exported-bins.ts';
import { binTitle, type SavedBin } from './saved-bins.ts';
import { changeSavedBins } from './use-saved-bins.ts';
import { receivedBins, roleNames } from './words.ts';

type Props = { exported: ExportedBins; bins: readonly SavedBin[]; onClose: () => void };

/** Bins from another browser, shown before they are added to this one. */
export function ExportedList({ exported, bins, onClose }: Props) {
  const added = unsavedBins(bins, exported);
  const isElsewhere = exported.origin !== location.origin;
  const canAdd = added.length > 0 && !isElsewhere;

  function add(): void {
    changeSavedBins((known) => withExported(known, exported, Date.now()));
    announce(receivedBins.added(added.length));
    onClose();
  }

  return (
    <>
      <p className="text-quiet">
        {isElsewhere
          ? receivedBins.elsewhere(exported.origin)
          : added.length === 0
            ? receivedBins.allKnown
            : receivedBins.about}
      </p>
      <ul className="mt-3 max-h-60 scrolls border-faint border-t">
        {exported.bins.map((bin) => (
          <li key={bin.key} className="flex items-baseline gap-3 border-faint border-b py-2">
            <span className="min-w-0 flex-1 truncate font-medium">{binTitle(bin)}</span>
            <span className="shrink-0 text-quiet text-small">
              {added.includes(bin) || isElsewhere ? roleNames[bin.role] : receivedBins.known}
            </span>
            <span className="shrink-0 text-quiet wire">{bin.slug}</span>
          </li>
        ))}
      </ul>
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={onClose}>{canAdd ? receivedBins.cancel : receivedBins.close}</Button>
        {canAdd && (
          <Button look="accent" onClick={add} data-focus-first>
            {receivedBins.add(added.length)}
          </Button>
        )}
      </div>
    </>
  );
}
