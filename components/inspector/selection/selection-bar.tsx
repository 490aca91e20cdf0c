import { Download, Pin, Trash2, X } from 'lucide-react';
import { countWords } from '#components/frame/count-words.ts';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { useInspection } from '../inspection.tsx';
import { filtersOf } from './selection.ts';
import type { SelectionControl } from './use-selection.ts';

type Props = { selection: SelectionControl; onExport: (filter: string) => void };

/** In the place of the list's heading while requests are picked: how many, and what may be done with them. */
export function SelectionBar({ selection, onExport }: Props) {
  const { may } = useInspection();
  const filters = filtersOf(selection.picked);
  return (
    <section
      aria-label="Selection"
      className="flex h-9 shrink-0 items-center gap-1 border-line border-b bg-accent-tint pr-1.5 pl-3.5 touch:h-12"
    >
      <span role="status" className="mr-2 whitespace-nowrap font-medium text-accent tabular-nums">
        {countWords(selection.picked.size)} selected
      </span>
      <span className="flex-1" />
      {may('copy') && (
        <Button
          look="quiet"
          disabled={filters.length !== 1}
          title={filters.length > 1 ? 'Too many apart from each other for one file: use a filter' : undefined}
          onClick={() => onExport(filters[0]!)}
        >
          <Download aria-hidden /> Export
        </Button>
      )}
      {may('pin') && (
        <Button look="quiet" onClick={selection.pin}>
          <Pin aria-hidden /> Pin
        </Button>
      )}
      {may('delete-captures') && (
        <Button look="quiet" className="hover:text-bad" onClick={selection.remove}>
          <Trash2 aria-hidden /> Delete
        </Button>
      )}
      <IconButton label="Select none" shortcut="Esc" onClick={selection.clear}>
        <X />
      </IconButton>
    </section>
  );
}
