'use client';

import { ArrowDown, ArrowUp, ChevronRight, X } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { classNames } from '#components/ui/class-names.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import type { Answer } from '#lib/model/reply-settings.ts';
import { AnswerFields } from './answer-fields.tsx';
import { answerWords } from './answer-words.ts';
import { useFaulty } from './faults.tsx';

type Props = {
  title: string;
  answer: Answer;
  onChange: (answer: Answer) => void;
  place: string;
  /** Stands in its line, such as a weight. */
  lead?: ReactNode;
  onUp?: () => void;
  onDown?: () => void;
  onRemove?: () => void;
};

/** An answer among others, in a line that opens. */
export function Step({ title, answer, onChange, place, lead, onUp, onDown, onRemove }: Props) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const faulty = useFaulty(place);
  return (
    <li className="rounded-control border border-line">
      <div className="flex min-h-9 items-center gap-1 pr-1 pl-1.5">
        <button
          type="button"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
          className="flex min-h-8 min-w-0 flex-1 items-center gap-1.5 rounded-mark text-left"
        >
          <ChevronRight
            aria-hidden
            className={classNames(
              'size-3.5 shrink-0 text-quiet transition-transform duration-100',
              open && 'rotate-90',
            )}
          />
          <span className="shrink-0 text-quiet">{title}</span>
          <span className="min-w-0 truncate wire">{answerWords(answer)}</span>
          {faulty && <span className="shrink-0 text-bad text-small">not right yet</span>}
        </button>
        {lead}
        {onUp && (
          <IconButton label={`${title} up`} onClick={onUp}>
            <ArrowUp />
          </IconButton>
        )}
        {onDown && (
          <IconButton label={`${title} down`} onClick={onDown}>
            <ArrowDown />
          </IconButton>
        )}
        {onRemove && (
          <IconButton label={`Remove ${title.toLowerCase()}`} onClick={onRemove}>
            <X />
          </IconButton>
        )}
      </div>
      {open && (
        <div id={id} className="border-line border-t p-3">
          <AnswerFields answer={answer} onChange={onChange} place={place} />
        </div>
      )}
    </li>
  );
}
