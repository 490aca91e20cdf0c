'use client';

import type { Answer } from '#lib/model/reply-settings.ts';
import { BodyFields } from './body-fields.tsx';
import { DelayFields } from './delay-fields.tsx';
import { FaultFields } from './fault-fields.tsx';
import { HeaderFields } from './header-fields.tsx';
import { NumberField } from './number-field.tsx';
import { responseFields as words } from './words.ts';

type Props = { response: Answer; onChange: (response: Answer) => void; place: string };

/** The fields of one response: status, headers, body, delay and fault. */
export function ResponseFields({ response, onChange, place }: Props) {
  const change = (part: Partial<Answer>) => onChange({ ...response, ...part });
  return (
    <div className="flex flex-col gap-4">
      <NumberField
        label={words.status}
        value={response.status}
        place={`${place}.status`}
        className="max-w-32"
        onChange={(status) => change({ status })}
      />
      <HeaderFields
        headers={response.headers}
        place={`${place}.headers`}
        onChange={(headers) => change({ headers })}
      />
      <BodyFields response={response} place={place} onChange={change} />
      <DelayFields response={response} place={place} onChange={change} />
      <FaultFields fault={response.fault} place={`${place}.fault`} onChange={(fault) => change({ fault })} />
    </div>
  );
}
