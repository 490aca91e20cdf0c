'use client';

import { createContext, useContext, useMemo } from 'react';
import { classNames } from '#components/ui/class-names.ts';
import { Popover } from '#components/ui/popover.tsx';
import { meaningOf } from '#lib/meaning/index.ts';
import { InsideView } from './inside-view.tsx';

const ReceivedAtContext = createContext(0);
/** Says when the request that is shown came, milliseconds since the epoch. */
export const ReceivedAtProvider = ReceivedAtContext;

type Props = { name: string | null; value: string; className?: string };

const looks =
  'select-none whitespace-nowrap border-quiet border-b border-dotted text-left font-sans text-[0.71875rem] text-quiet leading-4';

/** What a value says beside what it is, quietly; what it holds can be opened. Nothing for most values. */
export function MeaningNote({ name, value, className }: Props) {
  const receivedAt = useContext(ReceivedAtContext);
  const meaning = useMemo(() => meaningOf({ name, value, receivedAt }), [name, value, receivedAt]);
  if (meaning === null) return null;
  const { words, inside } = meaning;
  if (inside.length === 0) {
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
        label={`What is in ${name ?? 'the value'}`}
        trigger={
          <button type="button" className={classNames(looks, 'border-solid hover:text-ink', className)}>
            {words}
          </button>
        }
      >
        <InsideView inside={inside} />
      </Popover>
    </>
  );
}
