'use client';

import { Square, SquareCheck } from 'lucide-react';
import { memo, useContext, useState } from 'react';
import { Time } from '#components/frame/time.tsx';
import { knownBodySize } from '#components/request/body-size.ts';
import { describeRow } from '#components/request/describe-request.ts';
import { FilterByContext } from '#components/request/filter-by.ts';
import { methodColor } from '#components/request/method-color.ts';
import { classNames } from '#components/ui/class-names.ts';
import { ListOption } from '#components/ui/list-option.tsx';
import { EncodingMark, Visible } from '#components/ui/visible-text.tsx';
import { humanSize } from '#lib/body/size.ts';
import { readable } from '#lib/http/byte-string.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { providerName } from '#lib/providers/names.ts';
import { filterTermsOf } from '../filter/filter-terms.ts';
import type { Column, ShownColumn } from './columns.ts';
import { middleTruncate } from './middle-truncate.ts';
import { ReplyCell, replyWords } from './reply-cell.tsx';
import { AttemptMark, markWords, RowMarks, roomForMarks } from './row-marks.tsx';
import { rowLabel, rowMarks } from './words.ts';

type Props = {
  row: CaptureSummary;
  top: number;
  height: number;
  /** How many characters of the path fit. */
  room: number;
  shown: readonly ShownColumn[];
  /** Show absolute times instead of ages. */
  clock: boolean;
  selected: boolean;
  /** Whether it is picked for an action on several; null while none is picked. */
  picked: boolean | null;
  /** Which attempt of its delivery it is, and of how many; 0 when there was only one. */
  attempt: number;
  attempts: number;
  place: number;
  count: number;
  /** Whether it has just arrived, so that it slides in; called once. */
  isNew: (seq: number) => boolean;
  onChoose: (seq: number, modifiers: Modifiers) => void;
};

/** The modifier keys of a click. */
export type Modifiers = { readonly shiftKey: boolean; readonly ctrlKey: boolean; readonly metaKey: boolean };

/** The id of a row's element, for the list's `aria-activedescendant`. */
export function rowId(seq: number): string {
  return `capture-${seq}`;
}

/** One capture in the list: two lines, 40 px. */
export const CaptureRow = memo(function CaptureRow(props: Props) {
  const { row, top, height, room, shown, clock, selected, picked, attempt, attempts } = props;
  const { place, count, isNew, onChoose } = props;
  const [arrives] = useState(() => isNew(row.seq));
  const { first, rest, provided } = describeRow(row);
  const filterBy = useContext(FilterByContext);
  const second =
    row.note !== null ? (
      <span className="text-accent">
        <Visible text={row.note.slice(0, 120)} />
      </span>
    ) : (
      (first || rest) && (
        <span className="text-quiet">
          {first && (
            <span
              data-word={provided ? 'provider' : 'type'}
              className={classNames('text-ink', provided && 'font-medium')}
            >
              {first}
            </span>
          )}
          {first && rest && ' '}
          {rest}
        </span>
      )
    );
  return (
    <ListOption
      id={rowId(row.seq)}
      selected={picked ?? selected}
      aria-posinset={place}
      aria-setsize={count}
      aria-label={rowWords(row, attempt, attempts)}
      onClick={(event) => {
        const key = event.altKey && filterBy ? keyAt(event.target) : null;
        const word = key && filterTermsOf(row).find((one) => one.key === key);
        if (word) filterBy?.({ ...word, negated: event.shiftKey });
        else onChoose(row.seq, event);
      }}
      style={{ height, transform: `translateY(${top}px)` }}
      className="absolute inset-x-0 top-0"
    >
      <div
        className={classNames(
          'grid h-full grid-cols-(--columns) items-center gap-x-2 border-faint border-b pr-3 pl-3.5',
          selected
            ? 'bg-selection shadow-[inset_3px_0_var(--color-accent)] -outline-offset-2 outline-accent group-focus-visible/list:outline-2'
            : 'hover:bg-hover',
          picked && !selected && 'bg-accent-tint',
          arrives && 'animate-arrive',
        )}
      >
        <span
          data-word="method"
          className={classNames('truncate font-semibold text-[0.6875rem] wire', methodColor(row.method))}
        >
          {picked !== null && <PickMark picked={picked} />}
          {row.method}
        </span>
        <span className="min-w-0">
          <span data-word="path" className="block truncate leading-4.5 wire">
            <Visible text={middleTruncate(readable(row.path), room - roomForMarks(row))} />
            <EncodingMark bytes={row.path} />
          </span>
          {(second || attempts > 1) && (
            <span className="flex gap-2 text-[0.71875rem] leading-3.75">
              {second && <span className="truncate">{second}</span>}
              {attempts > 1 && <AttemptMark place={attempt} count={attempts} />}
            </span>
          )}
        </span>
        <RowMarks row={row} />
        {shown.map(({ column }) => (
          <Cell key={column.id} column={column} row={row} clock={clock} />
        ))}
      </div>
    </ListOption>
  );
});

function Cell({ column, row, clock }: { column: Column; row: CaptureSummary; clock: boolean }) {
  if (column.id === 'reply') {
    return (
      <span data-word="status" className="text-right wire">
        <ReplyCell row={row} />
      </span>
    );
  }
  if (column.id === 'time') {
    return (
      <Time iso={row.receivedAt} style={clock ? 'clock' : 'age'} className="text-right text-quiet wire" />
    );
  }
  const text = column.text?.(row) ?? '';
  return (
    <span data-word={column.id} title={text} className="truncate text-right text-quiet wire">
      {text}
    </span>
  );
}

/** Whether a row is picked, before its method. */
function PickMark({ picked }: { picked: boolean }) {
  const Icon = picked ? SquareCheck : Square;
  return (
    <Icon
      aria-hidden
      className={classNames('-mt-0.5 mr-1 inline size-3.5', picked ? 'text-accent' : 'text-edge')}
    />
  );
}

/** The filter key of the value that was clicked. */
function keyAt(target: EventTarget): string | null {
  return (target as Element).closest('[data-word]')?.getAttribute('data-word') ?? null;
}

function rowWords(row: CaptureSummary, attempt: number, attempts: number): string {
  const { provider } = row;
  const size = knownBodySize(row);
  const sender = provider ? [`${providerName(provider)} ${provider.event ?? ''}`.trim()] : [];
  return [
    `${row.method} ${readable(row.path)}`,
    ...sender,
    ...(row.schema === 'valid' ? [rowMarks.schema.valid] : []),
    ...(attempts > 1 ? [rowLabel.attempt(attempt, attempts)] : []),
    replyWords(row),
    size === null ? rowLabel.bodyMasked : humanSize(size),
    ...markWords(row),
  ].join(', ');
}
