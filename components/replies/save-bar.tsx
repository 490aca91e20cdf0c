'use client';

import type { Trouble } from '#components/api/call.ts';
import { SaveBar } from '#components/ui/save-bar.tsx';
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

/** The bar below the reply settings, with the first error or why they could not be saved. */
export function RepliesSaveBar({ changed, draft, errors, busy, trouble, onSave, onDiscard }: Props) {
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
      <SaveBar
        isChanged={changed}
        busy={busy}
        canSave={errors.size === 0}
        status={changed ? textWithCode(firstOf(errors, draft) ?? words.unsaved) : words.saved}
        isError={errors.size > 0}
        onDiscard={onDiscard}
        onSave={onSave}
      />
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
