'use client';

import { createContext, useContext, useMemo } from 'react';
import { classNames } from '#components/ui/class-names.ts';
import { Popover } from '#components/ui/popover.tsx';
import { meaningOf } from '#lib/meaning/index.ts';
import { MeaningDetails } from './meaning-details.tsx';
import { meaningNote } from './words.ts';

const ReceivedAtContext = createContext(0);
/** Provides when the shown request was received, milliseconds since the epoch. */
export const ReceivedAtProvider = ReceivedAtContext;

type Props = { name: string | null; value: string; className?: string };

const looks =
  'select-none whitespace-nowrap border-quiet border-b border-dotted text-left font-sans text-small text-quiet leading-4';

/** The meaning of a value in a few words, with a popover for what it contains. Renders nothing for most values. */
export function MeaningNote({ name, value, className }: Props) {
  const receivedAt = useContext(ReceivedAtContext);
  const meaning = useMemo(() => meaningOf({ name, value, receivedAt }), [name, value, receivedAt]);
  if (meaning === null) return null;
  const { words, details } = meaning;
  if (details.length === 0) {
    return (
      <>
        <wbr />
        <span className={classNames(looks, className)}>{words}</span>
      </>
    );
  }
  return (
    <>
      <wbr />
      <Popover
        label={meaningNote.details(name)}
        trigger={
          <button
            type="button"
            className={classNames(looks, 'border-solid hover:text-ink touch-area', className)}
          >
            {words}
          </button>
        }
      >
        <MeaningDetails details={details} />
      </Popover>
    </>
  );
}
