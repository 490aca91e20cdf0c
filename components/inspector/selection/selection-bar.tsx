import { Braces, Download, FileDiff, Pin, Trash2, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { countWords } from '#components/frame/count-words.ts';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { tooltip } from '#components/ui/tooltips.tsx';
import { useInspection } from '../inspection.tsx';
import { mostForTypes } from '../study.ts';
import { filtersOf } from './selection.ts';
import type { SelectionControl } from './use-selection.ts';

type Props = {
  selection: SelectionControl;
  onCompare: () => void;
  onTypes: () => void;
  onExport: (filter: string) => void;
};

/** In the place of the list's heading while requests are picked: how many, and what may be done with them. */
export default function SelectionBar({ selection, onCompare, onTypes, onExport }: Props) {
  const { may } = useInspection();
  const { picked } = selection;
  const filters = filtersOf(picked);
  return (
    <section
      aria-label="Selection"
      className="@container flex h-9 shrink-0 items-center gap-1 border-line border-b bg-accent-tint pr-1.5 pl-3.5 touch:h-12"
    >
      <span role="status" className="min-w-0 truncate font-medium text-accent tabular-nums">
        {countWords(picked.size)} selected
      </span>
      <span className="flex-1" />
      {picked.size === 2 && (
        <Action words="Compare" tip="What changed from the older to the newer" shortcut="d" act={onCompare}>
          <FileDiff aria-hidden />
        </Action>
      )}
      <Action
        words="Types"
        tip={
          picked.size > mostForTypes ? `Types are made of up to ${mostForTypes} requests` : 'Types from these'
        }
        shortcut="t"
        disabled={picked.size > mostForTypes}
        act={onTypes}
      >
        <Braces aria-hidden />
      </Action>
      {may('copy') && (
        <Action
          words="Export"
          tip={
            filters.length > 1 ? 'Too many apart from each other for one file: use a filter' : 'Export these'
          }
          disabled={filters.length !== 1}
          act={() => onExport(filters[0]!)}
        >
          <Download aria-hidden />
        </Action>
      )}
      {may('pin') && (
        <IconButton label="Pin or unpin" shortcut="p" onClick={selection.pin}>
          <Pin />
        </IconButton>
      )}
      {may('delete-captures') && (
        <IconButton label="Delete" shortcut="Del" className="hover:text-bad" onClick={selection.remove}>
          <Trash2 />
        </IconButton>
      )}
      <IconButton label="Select none" shortcut="Esc" onClick={selection.clear}>
        <X />
      </IconButton>
    </section>
  );
}

type ActionProps = {
  words: string;
  tip: string;
  shortcut?: string;
  disabled?: boolean;
  act: () => void;
  /** An icon; where the list is narrow it stands alone. */
  children: ReactNode;
};

function Action({ words, tip, shortcut, disabled, act, children }: ActionProps) {
  return (
    // A button that is disabled hears no pointer: the tip is of what is around it.
    <span {...tooltip(tip, shortcut)} className="flex shrink-0">
      <Button
        look="quiet"
        disabled={disabled}
        onClick={act}
        className="@max-[27rem]:px-2! @max-[27rem]:[&_svg]:size-4! touch:min-w-9 touch:[&_svg]:size-4.5!"
      >
        {children} <span className="@max-[27rem]:sr-only">{words}</span>
      </Button>
    </span>
  );
}
