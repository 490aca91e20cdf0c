'use client';

import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useKnownBins } from '#components/bin/use-known-bins.ts';
import { DialogBackdrop, dialogPlace } from '#components/ui/dialog.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { surfaceClasses } from '#components/ui/surface.ts';
import { recentFilters } from '../filter/recent-filters.ts';
import { useInspection } from '../inspection.tsx';
import { activeShortcuts, runShortcut } from '../use-shortcuts.ts';
import { type Command, type CommandGroup, commandGroups } from './commands.ts';

export type PaletteProps = {
  open: boolean;
  onClose: () => void;
  actions: readonly Command[];
  onGoTo: (seq: number) => void;
  onFilter: (text: string) => void;
};

/** Everything there is to do, found by typing, with the keys that do it too. */
export default function Palette({ open, onClose, ...rest }: PaletteProps) {
  return (
    <Dialog.Root open={open} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <DialogBackdrop />
        <Dialog.Popup className={surfaceClasses(`${dialogPlace} max-w-140`)} aria-label="Commands">
          <Commands open={open} onClose={onClose} {...rest} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Commands({ open, onClose, actions, onGoTo, onFilter }: PaletteProps) {
  const { bin } = useInspection();
  const [query, setQuery] = useState('');
  // Opened again before it has faded, it begins anew all the same.
  useEffect(() => {
    if (open) setQuery('');
  }, [open]);
  const bins = useKnownBins().filter(({ key }) => key !== bin.key);
  const groups = commandGroups({
    query,
    active: activeShortcuts(),
    run: runShortcut,
    actions,
    bins,
    recent: recentFilters(),
    goTo: onGoTo,
    filter: onFilter,
    visit: (key) => location.assign(`/i/${key}`),
  });

  function act(command: Command): void {
    onClose();
    // The window gives the focus back first: what is done may take it.
    requestAnimationFrame(command.act);
  }

  return (
    <Autocomplete.Root
      open
      inline
      items={groups}
      value={query}
      onValueChange={setQuery}
      autoHighlight="always"
      keepHighlight
    >
      <div className="flex shrink-0 items-center gap-2.5 border-line border-b px-4">
        <Search className="size-4 shrink-0 text-quiet" aria-hidden />
        <Autocomplete.Input
          data-focus-first
          aria-label="Search commands"
          placeholder="What to do, a request’s number, or a filter"
          className="h-11 w-full bg-clear outline-none placeholder:text-quiet"
        />
      </div>
      <Dialog.Close className="sr-only">Close</Dialog.Close>
      <Autocomplete.Empty className="px-4 text-quiet empty:hidden [&:not(:empty)]:py-4">
        Nothing is called that.
      </Autocomplete.Empty>
      <Autocomplete.List className="min-h-0 scrolls p-1 outline-none empty:p-0">
        {(group: CommandGroup) => (
          <Autocomplete.Group key={group.value} items={group.items}>
            <Autocomplete.GroupLabel className="px-3 pt-2 pb-1 text-quiet text-small">
              {group.value}
            </Autocomplete.GroupLabel>
            <Autocomplete.Collection>
              {(command: Command) => (
                <Autocomplete.Item
                  key={command.value}
                  value={command}
                  onClick={() => act(command)}
                  className="flex min-h-8 cursor-default select-none items-center gap-1 rounded-[5px] px-3 py-1 outline-none data-highlighted:bg-hover touch:min-h-10"
                >
                  <span className="min-w-0 flex-1 truncate">{command.label}</span>
                  {command.keys?.map((key) => (
                    <Kbd key={key}>{key}</Kbd>
                  ))}
                </Autocomplete.Item>
              )}
            </Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
    </Autocomplete.Root>
  );
}
