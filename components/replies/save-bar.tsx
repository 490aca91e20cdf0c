'use client';

import type { Trouble } from '#components/api/call.ts';
import { Button } from '#components/ui/button.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { textWithCode } from '#components/ui/text-with-code.tsx';
import type { Draft } from './draft.ts';
import type { DraftErrors } from './draft-errors.tsx';
import { detailWords, errorWords } from './error-words.ts';
import { saveBar as words } from './words.ts';

type Props = {
  changed: boolean;
  draft: Draft;
  errors: DraftErrors;
  busy: boolean;
  trouble: Trouble | null;
  onSave: () => void;
  onDiscard: () => void;
};

/** The bar at the bottom of the page: whether all changes are saved, and the buttons to save or discard them. */
export function SaveBar({ changed, draft, errors, busy, trouble, onSave, onDiscard }: Props) {
  const reason = trouble && [
    trouble.title,
    trouble.detail ? detailWords(trouble.detail, draft) : trouble.hint,
  ];
  return (
    <div className="sticky bottom-0 z-10 -mx-4 mt-8 border-line border-t bg-ground px-4 py-2.5">
      {reason && (
        <p role="alert" className="mb-2 text-bad">
          {textWithCode(words.failed(reason.join(' ')))}
        </p>
      )}
      <div className="flex flex-wrap items-center justify-end gap-2">
        <p
          role="status"
          className={classNames(
            'min-w-0 flex-1 max-wide:basis-full',
            errors.size > 0 ? 'text-bad' : 'text-quiet',
          )}
        >
          {changed ? textWithCode(firstOf(errors, draft) ?? words.unsaved) : words.saved}
        </p>
        <Button look="quiet" disabled={!changed || busy} onClick={onDiscard}>
          {words.discard}
        </Button>
        <Button look="filled" busy={busy} disabled={!changed || errors.size > 0} onClick={onSave}>
          {words.save}
        </Button>
      </div>
    </div>
  );
}

/** The first error in words; null when there is none. */
function firstOf(errors: DraftErrors, draft: Draft): string | null {
  const [first] = errors;
  if (!first) return null;
  const [place, message] = first;
  return words.errors(errorWords(place.split('.'), message, draft), errors.size - 1);
}
