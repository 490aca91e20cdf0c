'use client';

import { ArrowDown, ArrowUp, ChevronRight, X } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { classNames } from '#components/ui/class-names.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import type { Answer } from '#lib/model/reply-settings.ts';
import { useHasErrors } from './draft-errors.tsx';
import { ResponseFields } from './response-fields.tsx';
import { summarizeResponse } from './response-summary.ts';
import { responseStep as words } from './words.ts';

type Props = {
  title: string;
  /** What the buttons call it: `Step 2`. */
  name: string;
  response: Answer;
  onChange: (response: Answer) => void;
  place: string;
  /** Shown in its line, such as a weight. */
  lead?: ReactNode;
  onUp?: () => void;
  onDown?: () => void;
  onRemove?: () => void;
};

/** One of several responses: a line that opens. */
export function ResponseStep({
  title,
  name,
  response,
  onChange,
  place,
  lead,
  onUp,
  onDown,
  onRemove,
}: Props) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const hasErrors = useHasErrors(place);
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
          <span className="min-w-0 truncate wire">{summarizeResponse(response)}</span>
          {hasErrors && <span className="shrink-0 text-bad text-small">{words.hasErrors}</span>}
        </button>
        {lead}
        {onUp && (
          <IconButton label={words.moveUp(name)} onClick={onUp}>
            <ArrowUp />
          </IconButton>
        )}
        {onDown && (
          <IconButton label={words.moveDown(name)} onClick={onDown}>
            <ArrowDown />
          </IconButton>
        )}
        {onRemove && (
          <IconButton label={words.remove(name)} onClick={onRemove}>
            <X />
          </IconButton>
        )}
      </div>
      {open && (
        <div id={id} className="border-line border-t p-3">
          <ResponseFields response={response} onChange={onChange} place={place} />
        </div>
      )}
    </li>
  );
}
