'use client';

import type { Answer } from '#lib/model/reply-settings.ts';
import { BodyFields } from './body-fields.tsx';
import { FaultFields } from './fault-fields.tsx';
import { HeaderFields } from './header-fields.tsx';
import { NumberField } from './number-field.tsx';
import { TimingFields } from './timing-fields.tsx';

type Props = { answer: Answer; onChange: (answer: Answer) => void; place: string };

/** One answer: when it comes, what it says, how it goes wrong. */
export function AnswerFields({ answer, onChange, place }: Props) {
  const change = (part: Partial<Answer>) => onChange({ ...answer, ...part });
  return (
    <div className="flex flex-col gap-4">
      <NumberField
        label="Status"
        value={answer.status}
        place={`${place}.status`}
        className="max-w-32"
        onChange={(status) => change({ status })}
      />
      <HeaderFields
        headers={answer.headers}
        place={`${place}.headers`}
        onChange={(headers) => change({ headers })}
      />
      <BodyFields answer={answer} place={place} onChange={change} />
      <TimingFields answer={answer} place={place} onChange={change} />
      <FaultFields fault={answer.fault} place={`${place}.fault`} onChange={(fault) => change({ fault })} />
    </div>
  );
}
