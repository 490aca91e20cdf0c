'use client';

import { ArrowDown, ArrowUp, CopyPlus, Ellipsis, Plus, X } from 'lucide-react';
import { type KeyboardEvent, useId } from 'react';
import { announce } from '#components/ui/announcer.tsx';
import { BareCheckbox } from '#components/ui/bare-checkbox.tsx';
import { Button } from '#components/ui/button.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { LongList } from '#components/ui/long-list.tsx';
import { Menu } from '#components/ui/menu.tsx';
import { menuEntries } from '#components/ui/menu-entry.ts';
import { isSendable } from '#lib/copy-as/request/client-headers.ts';
import { type ConnectionRow, connectionRow } from './connection-row.ts';
import { type Draft, type DraftEvent, editable, type HeaderRow } from './draft.ts';
import { editOf, removedRows } from './edits.ts';
import type { Prepared } from './prepared.ts';
import { headerTable as words } from './words.ts';

type Props = {
  draft: Draft;
  /** The draft as it is sent. */
  prepared: Prepared;
  /** Where Host is taken from. */
  host: 'destination' | 'original';
  dispatch: (event: DraftEvent) => void;
};

/**
 * The headers of a draft: rows that can be edited, moved, duplicated, switched off and removed. Those that the delivery sets itself show the
 * value that is sent; those that it drops are struck out.
 */
export function HeaderTable({ draft, prepared, host, dispatch }: Props) {
  const { rows } = draft;
  const removed = removedRows(draft);
  return (
    <section aria-label={words.title}>
      <div className="flex items-baseline gap-2">
        <h3 className="font-medium">{words.title}</h3>
        {removed > 0 && <span className="text-careful text-small">{words.removed(removed)}</span>}
        {rows.length > 1 && (
          <span className="ml-auto text-quiet text-small pointer-coarse:hidden">{words.help}</span>
        )}
      </div>
      {rows.length === 0 && <p className="mt-1 text-quiet">{words.none}</p>}
      <LongList
        items={rows}
        keyOf={({ id }) => id}
        rowHeight={38}
        around={(lines) => <ul className="mt-1.5 flex flex-col gap-1.5">{lines}</ul>}
        row={(row, index) => (
          <HeaderLine
            row={row}
            place={index + 1}
            of={rows.length}
            edit={editOf(draft, row)}
            connection={connectionRow(row, rows, prepared, host)}
            dispatch={dispatch}
          />
        )}
      />
      <Button look="quiet" className="mt-1 -ml-2.5" onClick={() => dispatch({ type: 'header-added' })}>
        <Plus aria-hidden /> {words.add}
      </Button>
    </section>
  );
}

type LineProps = {
  row: HeaderRow;
  /** From 1. */
  place: number;
  of: number;
  edit: ReturnType<typeof editOf>;
  /** For a header that the delivery sets or drops. */
  connection: ConnectionRow | null;
  dispatch: (event: DraftEvent) => void;
};

const box =
  'h-8 w-full min-w-0 rounded-control border bg-raised px-2.5 wire placeholder:text-quiet touch:h-10 focus:border-accent focus:outline-1 focus:outline-accent';

/** A field that cannot be edited. */
const fixed = 'border-line! bg-panel! text-quiet';

function HeaderLine({ row, place, of, edit, connection, dispatch }: LineProps) {
  const { id, isOn, isSignature } = row;
  const name = editable(row.name);
  const set = connection?.isSet ? connection : null;
  const isLeftOut = !isOn || (connection !== null && set === null);
  // A name that was just typed can be typed on.
  const isFixed = set !== null && row.from !== null;
  const noteId = useId();
  const isWrong = isOn && set === null && row.name !== '' && !isSendable([row.name, row.value]);
  const move = (by: number) => {
    if (place + by < 1 || place + by > of) return;
    dispatch({ type: 'header-moved', id, by });
    announce(words.moved(place + by, of));
  };

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!event.altKey || by === undefined) return;
    event.preventDefault();
    const field = event.target as HTMLElement;
    move(by);
    // Browsers take the focus from an element that is moved.
    requestAnimationFrame(() => field.focus());
  }

  return (
    <li
      onKeyDown={onKeyDown}
      data-edit={edit ?? undefined}
      className={classNames(
        'grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-1.5 gap-y-1 wide:grid-cols-[auto_minmax(0,2fr)_minmax(0,3fr)_auto]',
        '-ml-2 border-clear border-l-2 pl-1.5',
        edit !== null && 'border-accent',
      )}
    >
      <BareCheckbox
        label={name === '' ? words.sendUnnamed(place) : words.send(name)}
        checked={isOn}
        disabled={isFixed}
        onChange={() => dispatch({ type: 'header-switched', id })}
        className="-mx-0.75 touch:-mx-2"
      />
      <input
        aria-label={words.nameOf(place)}
        aria-invalid={isWrong || undefined}
        value={name}
        readOnly={isFixed}
        placeholder={words.name}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        onChange={(event) => dispatch({ type: 'header-name', id, text: event.target.value })}
        className={classNames(
          box,
          isWrong ? 'border-bad' : 'border-edge',
          isFixed && fixed,
          isLeftOut && 'text-quiet line-through',
        )}
      />
      <input
        aria-label={words.valueOf(place)}
        aria-invalid={isWrong || undefined}
        value={editable(set ? (set.value ?? '') : row.value)}
        readOnly={set !== null}
        aria-describedby={connection ? noteId : undefined}
        placeholder={set ? '' : isSignature ? words.signature : words.value}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        onChange={(event) => dispatch({ type: 'header-value', id, text: event.target.value })}
        className={classNames(
          box,
          'max-wide:col-span-2 max-wide:col-start-2 max-wide:row-start-2',
          isWrong ? 'border-bad' : 'border-edge',
          set !== null && fixed,
          isLeftOut && 'text-quiet line-through',
        )}
      />
      <Menu
        align="end"
        trigger={
          <IconButton label={name === '' ? words.actionsUnnamed(place) : words.actions(name)}>
            <Ellipsis />
          </IconButton>
        }
        entries={menuEntries(
          place > 1 && {
            is: 'action',
            title: words.moveUp,
            icon: <ArrowUp aria-hidden />,
            act: () => move(-1),
          },
          place < of && {
            is: 'action',
            title: words.moveDown,
            icon: <ArrowDown aria-hidden />,
            act: () => move(1),
          },
          {
            is: 'action',
            title: words.double,
            icon: <CopyPlus aria-hidden />,
            act: () => dispatch({ type: 'header-doubled', id }),
          },
          {
            is: 'action',
            title: words.remove,
            icon: <X aria-hidden />,
            danger: true,
            act: () => dispatch({ type: 'header-removed', id }),
          },
        )}
      />
      {connection !== null && (
        <p id={noteId} className="col-start-2 text-quiet text-small wide:col-start-3">
          {connection.note}
        </p>
      )}
      {edit !== null && <span className="sr-only">{words.edits[edit]}</span>}
      {isWrong && <p className="col-span-full text-bad text-small">{words.invalid}</p>}
    </li>
  );
}
