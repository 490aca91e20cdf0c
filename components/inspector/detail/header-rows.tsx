'use client';

import { ChevronRight, ListEnd } from 'lucide-react';
import { useState } from 'react';
import { MeaningNote } from '#components/meaning/meaning-note.tsx';
import { Fact, Facts } from '#components/request/facts.tsx';
import { CopyIconButton } from '#components/ui/copy-button.tsx';
import { LongList } from '#components/ui/long-list.tsx';
import { LongWire } from '#components/ui/long-text.tsx';
import { tooltip } from '#components/ui/tooltips.tsx';
import { Wire } from '#components/ui/visible-text.tsx';
import { encodingRead, readable } from '#lib/http/byte-string.ts';
import type { HeaderEntry } from '#lib/http/header-dictionary.ts';
import type { Header } from '#lib/model/capture.ts';
import { FilterByHeader } from '../filter/filter-by-menu.tsx';
import { headerTable as words } from './words.ts';

/** A header line and its number, from 1. */
export type NumberedHeader = { readonly number: number; readonly header: Header };

export type Explain = (name: string) => HeaderEntry | null;

type Props = {
  lines: readonly NumberedHeader[];
  /** Describes a header; null while the dictionary is not loaded. */
  explain: Explain | null;
  /** Whether every line is explained. */
  areExplained: boolean;
  /** The line to scroll to; `turn` changes with every request to do so. */
  target: { number: number; turn: number } | null;
};

/** Header lines as received: order, case and duplicates are kept. */
export function HeaderRows({ lines, explain, areExplained, target }: Props) {
  return (
    <LongList
      items={lines}
      isDivided
      rowHeight={33}
      needed={target && lines.findIndex(({ number }) => number === target.number)}
      around={(rows) => <Facts>{rows}</Facts>}
      row={({ number, header }) => (
        <Line
          header={header}
          entry={explain?.(header[0]) ?? null}
          isExplained={areExplained}
          target={target?.number === number ? target.turn : null}
        />
      )}
    />
  );
}

type LineProps = {
  header: Header;
  entry: HeaderEntry | null;
  isExplained: boolean;
  target: number | null;
};

function Line({ header: [name, value], entry, isExplained, target }: LineProps) {
  const [isOpen, setOpen] = useState(false);
  const hasExplanation = entry !== null && (isExplained || isOpen);
  return (
    <Fact
      target={target}
      name={<Name name={name} entry={entry} isOpen={hasExplanation} onToggle={() => setOpen(!isOpen)} />}
      action={
        <span className="flex">
          <CopyIconButton
            name={words.line(readable(name), encodingRead(`${name}${value}`))}
            text={`${readable(name)}: ${readable(value)}`}
            icon={<ListEnd aria-hidden />}
          />
          <FilterByHeader name={name} value={value} />
          <CopyIconButton name={words.value(readable(name), encodingRead(value))} text={readable(value)} />
        </span>
      }
    >
      <span className="whitespace-pre-wrap wire">
        {value === '' ? <span className="text-quiet">{words.empty}</span> : <LongWire bytes={value} />}
      </span>
      <MeaningNote name={name} value={value} className="ml-3" />
      {hasExplanation && (
        <span className="block text-quiet text-small">
          {entry.words} <span className="whitespace-nowrap">{`(${entry.source})`}</span>
        </span>
      )}
    </Fact>
  );
}

type NameProps = { name: string; entry: HeaderEntry | null; isOpen: boolean; onToggle: () => void };

/** The name as received. A known header shows its description on hover, and below its value when pressed. */
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
      className="group/name -ml-4 flex max-w-[calc(100%+1rem)] items-start rounded-mark pl-4 text-left [overflow-wrap:anywhere] hover:underline hover:decoration-dotted touch-area"
    >
      <ChevronRight
        aria-hidden
        className={`-ml-3.5 mt-0.75 size-3.5 shrink-0 p-px text-quiet opacity-0 group-hover/name:opacity-100 group-focus-visible/name:opacity-100 ${isOpen ? 'rotate-90' : ''}`}
      />
      {shown}
    </button>
  );
}
