'use client';

import { ChevronsUpDown, Inbox, Plus } from 'lucide-react';
import { binTitle, type KnownBin, orderedBins } from '#components/bin/known-bins.ts';
import { useKnownBins } from '#components/bin/use-known-bins.ts';
import { Menu } from '#components/ui/menu.tsx';
import { type MenuEntry, menuEntries } from '#components/ui/menu-entry.ts';

/** How many bins fit in a menu; the rest are on the home page. */
const most = 12;

/** The name of the bin, and the way to the others this browser knows. */
export function BinMenu({ title, currentKey }: { title: string; currentKey: string }) {
  const others = orderedBins(useKnownBins(), 'opened').filter((bin) => bin.key !== currentKey);
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={`${title}: choose a bin`}
          className="flex h-7 min-w-0 items-center gap-1.5 rounded-control px-1.5 font-semibold text-words hover:bg-hover data-popup-open:bg-hover touch:h-9"
        >
          <span className="truncate">{title}</span>
          <ChevronsUpDown className="size-3.5 shrink-0 text-quiet" aria-hidden />
        </button>
      }
      entries={menuEntries(
        others.length > 0 && [
          { is: 'label', title: 'Other bins in this browser' },
          ...others.slice(0, most).map(entryOf),
          { is: 'line' },
        ],
        { is: 'link', title: 'All my bins', href: '/', icon: <Inbox aria-hidden /> },
        { is: 'link', title: 'New bin', href: '/?new', icon: <Plus aria-hidden /> },
      )}
    />
  );
}

function entryOf(bin: KnownBin): MenuEntry {
  const slug = bin.name === null ? null : <span className="wire">{bin.slug}</span>;
  const note = bin.role === 'viewer' ? 'view only' : slug;
  return { is: 'link', title: binTitle(bin), href: `/i/${bin.key}`, note };
}
