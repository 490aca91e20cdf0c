'use client';

import { ChevronRight, ListEnd } from 'lucide-react';
import { useState } from 'react';
import { CopyIconButton } from '#components/ui/copy-button.tsx';
import { tooltip } from '#components/ui/tooltips.tsx';
import { readable } from '#lib/http/byte-string.ts';
import type { HeaderEntry } from '#lib/http/header-dictionary.ts';
import type { Header } from '#lib/model/capture.ts';
import { FilterByHeader } from '../filter/filter-by-menu.tsx';
import { MeaningNote } from '../meaning-note.tsx';
import { Wire } from '../wire-text.tsx';
import { Fact, Facts } from './facts.tsx';

/** A header line, and its number among all. */
export type NumberedHeader = { readonly number: number; readonly header: Header };

export type Explain = (name: string) => HeaderEntry | null;

type Props = {
  lines: readonly NumberedHeader[];
  /** What a name means; null while the dictionary is not here. */
  explain: Explain | null;
  /** Whether every line is explained. */
  all: boolean;
  /** The line somebody wants to see, and which wish of theirs it is. */
  wanted: { number: number; turn: number } | null;
};

/** Header lines as they were sent: order, case, duplicates. */
export function HeaderRows({ lines, explain, all, wanted }: Props) {
  return (
    <Facts>
      {lines.map(({ number, header }) => (
        <Line
          key={number}
          header={header}
          entry={explain?.(header[0]) ?? null}
          all={all}
          wanted={wanted?.number === number ? wanted.turn : null}
        />
      ))}
    </Facts>
  );
}

type LineProps = { header: Header; entry: HeaderEntry | null; all: boolean; wanted: number | null };

function Line({ header: [name, value], entry, all, wanted }: LineProps) {
  const [isOpen, setOpen] = useState(false);
  const isExplained = entry !== null && (all || isOpen);
  return (
    <Fact
      wanted={wanted}
      name={<Name name={name} entry={entry} isOpen={isExplained} onToggle={() => setOpen(!isOpen)} />}
      action={
        <span className="flex">
          <CopyIconButton
            name={`line ${readable(name)}`}
            text={`${readable(name)}: ${readable(value)}`}
            icon={<ListEnd aria-hidden />}
          />
          <FilterByHeader name={name} value={value} />
          <CopyIconButton name={`value of ${readable(name)}`} text={readable(value)} />
        </span>
      }
    >
      <span className="whitespace-pre-wrap wire">
        {value === '' ? <span className="text-quiet">empty</span> : <Wire bytes={value} />}
      </span>
      <MeaningNote name={name} value={value} className="ml-3" />
      {isExplained && (
        <span className="block text-quiet text-small">
          {entry.words} <span className="whitespace-nowrap">({entry.source})</span>
        </span>
      )}
    </Fact>
  );
}

type NameProps = { name: string; entry: HeaderEntry | null; isOpen: boolean; onToggle: () => void };

/** The name as sent; one that is known says what it means, on hover, and below the value when it is pressed. */
function Name({ name, entry, isOpen, onToggle }: NameProps) {
  const shown = (
    <span className="text-json-key wire">
      <Wire bytes={name} />
    </span>
  );
  if (entry === null) return shown;
  return (
    <button
      type="button"
      {...tooltip(entry.words)}
      aria-expanded={isOpen}
      onClick={onToggle}
      className="group/name -ml-4 flex max-w-full items-start rounded-mark pl-4 text-left [overflow-wrap:anywhere] hover:underline hover:decoration-dotted"
    >
      <ChevronRight
        aria-hidden
        className={`-ml-3.5 mt-0.75 size-3.5 shrink-0 p-px text-quiet opacity-0 group-hover/name:opacity-100 group-focus-visible/name:opacity-100 ${isOpen ? 'rotate-90' : ''}`}
      />
      {shown}
    </button>
  );
}
