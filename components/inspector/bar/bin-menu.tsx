'use client';

import { ChevronsUpDown, Inbox, Plus } from 'lucide-react';
import { binTitle, orderedBins, type SavedBin } from '#components/bin/saved-bins.ts';
import { useSavedBins } from '#components/bin/use-saved-bins.ts';
import { classNames } from '#components/ui/class-names.ts';
import { Menu } from '#components/ui/menu.tsx';
import { type MenuEntry, menuEntries } from '#components/ui/menu-entry.ts';
import { binMenu } from './words.ts';

/** How many bins the menu lists; the rest are on the home page. */
const maxListed = 12;

type Props = {
  title: string;
  /** The bin has no name: its slug stands in the capture URL beside it, except on a phone. */
  isSlug: boolean;
  currentKey: string;
};

/** The name of the bin, with a menu of the other bins in this browser. */
export function BinMenu({ title, isSlug, currentKey }: Props) {
  const others = orderedBins(useSavedBins(), 'opened').filter((bin) => bin.key !== currentKey);
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={binMenu.open(title)}
          className="flex h-7 min-w-0 items-center gap-1.5 rounded-control px-1.5 font-semibold text-words hover:bg-hover data-popup-open:bg-hover touch:h-9"
        >
          <span className={classNames('truncate', isSlug && 'wide:hidden')}>{title}</span>
          <ChevronsUpDown className="size-3.5 shrink-0 text-quiet" aria-hidden />
        </button>
      }
      entries={menuEntries(
        others.length > 0 && [
          { is: 'label', title: binMenu.others },
          ...others.slice(0, maxListed).map(entryOf),
          { is: 'line' },
        ],
        { is: 'link', title: binMenu.all, href: '/', icon: <Inbox aria-hidden /> },
        { is: 'link', title: binMenu.create, href: '/?new', icon: <Plus aria-hidden /> },
      )}
    />
  );
}

function entryOf(bin: SavedBin): MenuEntry {
  const slug = bin.name === null ? null : <span className="wire">{bin.slug}</span>;
  const note = bin.role === 'viewer' ? binMenu.viewOnly : slug;
  return { is: 'link', title: binTitle(bin), href: `/i/${bin.key}`, note };
}
