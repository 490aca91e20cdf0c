'use client';

import { Select } from '#components/ui/select.tsx';
import type { Answer, Playbook } from '#lib/model/reply-settings.ts';
import { AnswerFields } from './answer-fields.tsx';
import { type AnswerKind, asKind, kindOf } from './draft.ts';
import { PlaybookFields } from './playbook-fields.tsx';

type Props = { answer: Answer | Playbook; onChange: (answer: Answer | Playbook) => void; place: string };

const kinds: readonly { id: AnswerKind; title: string }[] = [
  { id: 'answer', title: 'One answer' },
  { id: 'sequence', title: 'One answer after the other (503, 503, 200)' },
  { id: 'chances', title: 'One of several, by chance' },
  { id: 'limit', title: 'Another answer beyond so many a second' },
];

/** What is answered: one thing, or a playbook of several. */
export function AnswersFields({ answer, onChange, place }: Props) {
  return (
    <div className="flex flex-col gap-4">
      <Select
        label="Answers with"
        value={kindOf(answer)}
        choices={kinds}
        onChange={(kind) => onChange(asKind(answer, kind))}
        className="max-w-100"
      />
      {'play' in answer ? (
        <PlaybookFields key={answer.play} playbook={answer} onChange={onChange} place={place} />
      ) : (
        <AnswerFields answer={answer} onChange={onChange} place={place} />
      )}
    </div>
  );
}
