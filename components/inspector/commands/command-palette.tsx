'use client';

import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useSavedBins } from '#components/bin/use-saved-bins.ts';
import { DialogBackdrop, dialogPlace } from '#components/ui/dialog.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { surfaceClasses } from '#components/ui/surface.ts';
import { useInspection } from '../context/inspection.tsx';
import { type Command, type CommandGroup, commandGroups } from './commands.ts';
import { activeShortcuts, runShortcut } from './use-shortcuts.ts';
import { palette } from './words.ts';

export type PaletteProps = {
  open: boolean;
  onClose: () => void;
  actions: readonly Command[];
  /** Recently used filters, newest first. */
  recentFilters: () => readonly string[];
  onGoTo: (seq: number) => void;
  onFilter: (text: string) => void;
};

/** A searchable list of all actions, with their shortcuts. */
export default function Palette({ open, onClose, ...rest }: PaletteProps) {
  const focusBefore = useRef<Element | null>(null);
  const isChosen = useRef(false);
  useEffect(() => {
    if (!open) return;
    focusBefore.current = document.activeElement;
    isChosen.current = false;
  }, [open]);
  // A command may move the focus, which the dialog would take back once it is gone: it is restored before the command.
  function act(command: Command): void {
    isChosen.current = true;
    onClose();
    requestAnimationFrame(() => {
      if (focusBefore.current instanceof HTMLElement) focusBefore.current.focus({ preventScroll: true });
      command.act();
    });
  }
  return (
    <Dialog.Root open={open} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <DialogBackdrop />
        <Dialog.Popup
          finalFocus={() => !isChosen.current}
          className={surfaceClasses(`${dialogPlace} max-w-140`)}
          aria-label={palette.title}
        >
          <Commands open={open} onChoose={act} {...rest} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

type CommandsProps = Omit<PaletteProps, 'onClose'> & { onChoose: (command: Command) => void };

function Commands({ open, onChoose, actions, recentFilters, onGoTo, onFilter }: CommandsProps) {
  const { bin } = useInspection();
  const [query, setQuery] = useState('');
  // Also when it is opened again before it has faded out.
  useEffect(() => {
    if (open) setQuery('');
  }, [open]);
  const bins = useSavedBins().filter(({ key }) => key !== bin.key);
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
          aria-label={palette.search}
          placeholder={palette.placeholder}
          className="h-11 w-full bg-clear outline-none placeholder:text-quiet"
        />
      </div>
      <Dialog.Close className="sr-only">{palette.close}</Dialog.Close>
      <Autocomplete.Empty className="px-4 text-quiet empty:hidden [&:not(:empty)]:py-4">
        {palette.empty}
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
                  onClick={() => onChoose(command)}
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
