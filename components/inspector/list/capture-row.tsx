'use client';

import { ChevronDown, ChevronRight, Square, SquareCheck } from 'lucide-react';
import { memo, useContext, useRef, useState } from 'react';
import { Time } from '#components/frame/time.tsx';
import { knownBodySize } from '#components/request/body-size.ts';
import { describeRow } from '#components/request/describe-request.ts';
import { FilterByContext } from '#components/request/filter-by.ts';
import { methodColor } from '#components/request/method-color.ts';
import { classNames } from '#components/ui/class-names.ts';
import { countOf, countWords } from '#components/ui/count-words.ts';
import { ListOption } from '#components/ui/list-option.tsx';
import { tooltip } from '#components/ui/tooltips.tsx';
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
import { requestGroup, rowLabel, rowMarks } from './words.ts';

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
  /** The group of identical requests that begins here, the oldest first. */
  group: readonly CaptureSummary[] | null;
  /** The group is open, or there is none. */
  isOpen: boolean;
  /** It is one of an open group. */
  isMember: boolean;
  onToggleGroup: (group: readonly CaptureSummary[], seq: number) => void;
  /** Whether it has just arrived, so that it slides in; called once. */
  isNew: (seq: number) => boolean;
  onChoose: (seq: number, choice: Choice) => void;
};

/** How a row was chosen: with which modifier keys, and whether to pick it, which is what a tap does while others are picked. */
export type Choice = {
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly isPick: boolean;
};

/** The id of a row's element, for the list's `aria-activedescendant`. */
export function rowId(seq: number): string {
  return `capture-${seq}`;
}

/** One capture in the list: two lines, 40 px. */
export const CaptureRow = memo(function CaptureRow(props: Props) {
  const { row, top, height, room, shown, clock, selected, picked, attempt, attempts } = props;
  const { place, count, isNew, onChoose, group, isOpen, isMember, onToggleGroup } = props;
  const [arrives] = useState(() => isNew(row.seq));
  const { first, rest, provided } = describeRow(row);
  const filterBy = useContext(FilterByContext);
  /** Of the press before a click: in older versions of Safari, a click does not say it. */
  const pointer = useRef<string | null>(null);
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
      aria-label={rowWords(
        row,
        attempt,
        attempts,
        group && rowLabel.group(countOf(group.length, 'request'), isOpen),
      )}
      onPointerDown={(event) => {
        pointer.current = event.pointerType;
      }}
      onClick={(event) => {
        const key = event.altKey && filterBy ? keyAt(event.target) : null;
        const word = key && filterTermsOf(row).find((one) => one.key === key);
        if (word) filterBy?.({ ...word, negated: event.shiftKey });
        else {
          const { shiftKey, ctrlKey, metaKey } = event;
          const isTap = pointer.current === 'touch';
          const isBox = (event.target as Element).closest('[data-pick]') !== null;
          onChoose(row.seq, { shiftKey, ctrlKey, metaKey, isPick: picked !== null && (isTap || isBox) });
        }
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
          className={classNames('truncate font-semibold text-tiny wire', methodColor(row.method))}
        >
          {picked !== null && <PickMark picked={picked} />}
          {row.method}
        </span>
        <span className={classNames('min-w-0', isMember && 'border-line border-l-2 pl-2')}>
          <span className="flex items-center gap-2 leading-4.5">
            <span data-word="path" className="truncate wire">
              <Visible
                text={middleTruncate(
                  readable(row.path),
                  room - roomForMarks(row) - (group ? roomForGroup : 0),
                )}
              />
              <EncodingMark bytes={row.path} />
            </span>
            {group && (
              <GroupMark group={group} isOpen={isOpen} onToggle={() => onToggleGroup(group, row.seq)} />
            )}
          </span>
          {(second || attempts > 1 || (group && !isOpen)) && (
            <span className="flex gap-2 text-small leading-3.75">
              {group && !isOpen && <GroupTimes group={group} />}
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

/** How many characters of a path the mark of a group takes the space of. */
const roomForGroup = 8;

/** How many identical requests there are; a click shows or hides them. The label of the row has it as text. */
function GroupMark({
  group,
  isOpen,
  onToggle,
}: {
  group: readonly CaptureSummary[];
  isOpen: boolean;
  onToggle: () => void;
}) {
  const requests = countOf(group.length, 'request');
  const Icon = isOpen ? ChevronDown : ChevronRight;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: an option has no buttons; the key is `g`.
    // biome-ignore lint/a11y/useKeyWithClickEvents: the same.
    <span
      aria-hidden
      data-group
      {...tooltip(isOpen ? requestGroup.hide(requests) : requestGroup.show(requests), 'g')}
      onClick={(event) => {
        event.stopPropagation();
        onToggle();
      }}
      className="relative inline-flex h-4 shrink-0 items-center gap-0.5 rounded-pill border border-line bg-panel pr-1.5 pl-0.5 font-medium text-tiny tabular-nums before:absolute before:-inset-x-2 before:-inset-y-1.5 hover:border-edge touch:before:-inset-y-3"
    >
      <Icon className="size-3" />
      {requestGroup.count(countWords(group.length))}
    </span>
  );
}

/** When the first and the last of a group were received. */
function GroupTimes({ group }: { group: readonly CaptureSummary[] }) {
  const [first, last] = [group[0]!.receivedAt, group.at(-1)!.receivedAt];
  const isOneSecond = Math.floor(Date.parse(first) / 1000) === Math.floor(Date.parse(last) / 1000);
  return (
    <span className="shrink-0 text-quiet tabular-nums">
      <Time iso={first} style="second" />
      {!isOneSecond && (
        <>
          {' – '}
          <Time iso={last} style="second" />
        </>
      )}
    </span>
  );
}

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
      data-pick
      className={classNames('-mt-0.5 mr-1 inline size-3.5', picked ? 'text-accent' : 'text-edge')}
    />
  );
}

/** The filter key of the value that was clicked. */
function keyAt(target: EventTarget): string | null {
  return (target as Element).closest('[data-word]')?.getAttribute('data-word') ?? null;
}

function rowWords(row: CaptureSummary, attempt: number, attempts: number, group: string | null): string {
  const { provider } = row;
  const size = knownBodySize(row);
  const sender = provider ? [`${providerName(provider)} ${provider.event ?? ''}`.trim()] : [];
  return [
    `${row.method} ${readable(row.path)}`,
    ...(group === null ? [] : [group]),
    ...sender,
    ...(row.schema === 'valid' ? [rowMarks.schema.valid] : []),
    ...(attempts > 1 ? [rowLabel.attempt(attempt, attempts)] : []),
    replyWords(row),
    size === null ? rowLabel.bodyMasked : humanSize(size),
    ...markWords(row),
  ].join(', ');
}
