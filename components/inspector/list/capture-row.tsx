'use client';

import { memo, useState } from 'react';
import { Time } from '#components/frame/time.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { humanSize } from '#lib/body/size.ts';
import { readable } from '#lib/http/byte-string.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { providerName } from '#lib/providers/words.ts';
import { methodColor } from '../method-color.ts';
import { Visible } from '../wire-text.tsx';
import { describeRow } from './describe-row.ts';
import { columns } from './list-columns.ts';
import { middleTruncate } from './middle-truncate.ts';
import { ReplyCell, replyWords } from './reply-cell.tsx';
import { markWords, RowMarks, roomForMarks } from './row-marks.tsx';

type Props = {
  row: CaptureSummary;
  top: number;
  height: number;
  /** How many characters of the path there is room for. */
  room: number;
  selected: boolean;
  place: number;
  count: number;
  /** Whether it has just arrived, asked once: it slides in. */
  isNew: (seq: number) => boolean;
  onChoose: (seq: number) => void;
};

/** The id of a row's element, for the list's `aria-activedescendant`. */
export function rowId(seq: number): string {
  return `capture-${seq}`;
}

/** One capture in the list: two lines, 40 px. */
export const CaptureRow = memo(function CaptureRow(props: Props) {
  const { row, top, height, room, selected, place, count, isNew, onChoose } = props;
  const [arrives] = useState(() => isNew(row.seq));
  const { first, rest, provided } = describeRow(row);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the list has the focus, takes the keys, and says which row is active.
    <div
      id={rowId(row.seq)}
      role="option"
      aria-selected={selected}
      aria-posinset={place}
      aria-setsize={count}
      aria-label={rowWords(row)}
      onClick={() => onChoose(row.seq)}
      style={{ height, transform: `translateY(${top}px)` }}
      className="absolute inset-x-0 top-0"
    >
      <div
        className={classNames(
          columns,
          'h-full border-faint border-b',
          selected
            ? 'bg-selection shadow-[inset_3px_0_var(--color-accent)] -outline-offset-2 outline-accent group-focus-visible/list:outline-2'
            : 'hover:bg-hover',
          arrives && 'animate-arrive',
        )}
      >
        <span className={classNames('truncate font-semibold text-[0.6875rem] wire', methodColor(row.method))}>
          {row.method}
        </span>
        <span className="min-w-0">
          <span className="block truncate leading-4.5 wire">
            <Visible text={middleTruncate(readable(row.path), room - roomForMarks(row))} />
          </span>
          {(first || rest) && (
            <span className="block truncate text-[0.71875rem] text-quiet leading-3.75">
              {first && <span className={classNames('text-ink', provided && 'font-medium')}>{first}</span>}
              {first && rest && ' '}
              {rest}
            </span>
          )}
        </span>
        <RowMarks row={row} />
        <span className="text-right wire">
          <ReplyCell row={row} />
        </span>
        <span className="text-right text-quiet wire @max-[26rem]:hidden">{humanSize(row.body.size)}</span>
        <Time iso={row.receivedAt} style="age" className="text-right text-quiet wire" />
      </div>
    </div>
  );
});

function rowWords(row: CaptureSummary): string {
  const { provider } = row;
  const sender = provider ? [`${providerName(provider)} ${provider.event ?? ''}`.trim()] : [];
  return [
    `${row.method} ${readable(row.path)}`,
    ...sender,
    replyWords(row),
    humanSize(row.body.size),
    ...markWords(row),
  ].join(', ');
}
