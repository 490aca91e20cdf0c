'use client';

import { Select } from '#components/ui/select.tsx';
import type { Answer, Playbook } from '#lib/model/reply-settings.ts';
import { inMode, modeOf, type ResponseMode } from './draft.ts';
import { PlaybookFields } from './playbook-fields.tsx';
import { ResponseFields } from './response-fields.tsx';
import { responseFields as words } from './words.ts';

type Props = {
  response: Answer | Playbook;
  onChange: (response: Answer | Playbook) => void;
  place: string;
};

const modes = (['answer', 'sequence', 'chances', 'limit'] as const).map(
  (id): { id: ResponseMode; title: string } => ({ id, title: words.modes[id] }),
);

/** A single response, or a playbook of several. */
export function ResponseModeFields({ response, onChange, place }: Props) {
  return (
    <div className="flex flex-col gap-4">
      <Select
        label={words.mode}
        value={modeOf(response)}
        choices={modes}
        onChange={(mode) => onChange(inMode(response, mode))}
        className="max-w-100"
      />
      {'play' in response ? (
        <PlaybookFields key={response.play} playbook={response} onChange={onChange} place={place} />
      ) : (
        <ResponseFields response={response} onChange={onChange} place={place} />
      )}
    </div>
  );
}
