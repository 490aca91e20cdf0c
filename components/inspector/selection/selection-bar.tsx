import { Braces, Download, FileDiff, Pin, RotateCw, Trash2, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { countWords } from '#components/ui/count-words.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { tooltip } from '#components/ui/tooltips.tsx';
import { useInspection } from '../context/inspection.tsx';
import { maxForTypes } from '../opened/request-dialog.ts';
import { filtersOf } from './selection.ts';
import type { SelectionControl } from './use-selection.ts';
import { selectionBar } from './words.ts';

type Props = {
  selection: SelectionControl;
  onCompare: () => void;
  onTypes: () => void;
  onExport: (filter: string) => void;
  onReplay: () => void;
};

/** Replaces the heading of the list while requests are picked: how many, and the actions for them. */
export default function SelectionBar({ selection, onCompare, onTypes, onExport, onReplay }: Props) {
  const { may } = useInspection();
  const { picked } = selection;
  const filters = filtersOf(picked);
  // Compare takes the space of two texts.
  const textFrom = picked.size === 2 ? 'widest' : 'wide';
  return (
    <section
      aria-label={selectionBar.label}
      className="@container flex h-9 shrink-0 items-center gap-1 border-line border-b bg-accent-tint pr-1.5 pl-3.5 touch:h-12"
    >
      <span role="status" className="min-w-0 truncate font-medium text-accent tabular-nums">
        {selectionBar.count(countWords(picked.size))}
      </span>
      <span className="flex-1" />
      {picked.size === 2 && (
        <Action words={selectionBar.compare} tip={selectionBar.compareHelp} shortcut="d" act={onCompare}>
          <FileDiff aria-hidden />
        </Action>
      )}
      <Action
        words={selectionBar.types}
        tip={picked.size > maxForTypes ? selectionBar.tooManyForTypes(maxForTypes) : selectionBar.typesHelp}
        shortcut="t"
        disabled={picked.size > maxForTypes}
        act={onTypes}
      >
        <Braces aria-hidden />
      </Action>
      {may('send') && (
        <Action
          textFrom={textFrom}
          words={selectionBar.replay}
          tip={filters.length > 1 ? selectionBar.tooManyToReplay : selectionBar.replayHelp}
          shortcut="r"
          disabled={filters.length !== 1}
          act={onReplay}
        >
          <RotateCw aria-hidden />
        </Action>
      )}
      {may('copy') && (
        <Action
          words={selectionBar.export}
          tip={filters.length > 1 ? selectionBar.tooManyToExport : selectionBar.exportHelp}
          disabled={filters.length !== 1}
          act={() => onExport(filters[0]!)}
        >
          <Download aria-hidden />
        </Action>
      )}
      {may('pin') && (
        <Action
          textFrom={textFrom}
          words={selectionBar.pin}
          tip={selectionBar.pinHelp}
          shortcut="p"
          act={selection.pin}
        >
          <Pin aria-hidden />
        </Action>
      )}
      {may('delete-captures') && (
        <Action
          textFrom={textFrom}
          words={selectionBar.delete}
          tip={selectionBar.deleteHelp}
          shortcut="Del"
          act={selection.remove}
        >
          <Trash2 aria-hidden />
        </Action>
      )}
      <IconButton label={selectionBar.clear} shortcut="Esc" onClick={selection.clear}>
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
  /** How wide the list must be to show the text beside the icon. */
  textFrom?: keyof typeof textFromClasses;
  act: () => void;
  /** An icon, without the text where the list is narrow. */
  children: ReactNode;
};

const textFromClasses = {
  usual: {
    button: '@max-[27rem]:px-2! @max-[27rem]:[&_svg]:size-4!',
    text: '@max-[27rem]:sr-only',
  },
  wide: {
    button: '@max-[30rem]:px-2! @max-[30rem]:[&_svg]:size-4!',
    text: '@max-[30rem]:sr-only',
  },
  widest: {
    button: '@max-[36rem]:px-2! @max-[36rem]:[&_svg]:size-4!',
    text: '@max-[36rem]:sr-only',
  },
};

function Action({ words, tip, shortcut, disabled, textFrom = 'usual', act, children }: ActionProps) {
  return (
    // A disabled button gets no pointer events, so the tooltip belongs to the element around it.
    <span {...tooltip(tip, shortcut)} className="flex shrink-0">
      <Button
        look="quiet"
        disabled={disabled}
        onClick={act}
        className={classNames(textFromClasses[textFrom].button, 'touch:min-w-9 touch:[&_svg]:size-4.5!')}
      >
        {children} <span className={textFromClasses[textFrom].text}>{words}</span>
      </Button>
    </span>
  );
}
