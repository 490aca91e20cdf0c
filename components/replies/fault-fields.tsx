'use client';

import { Select } from '#components/ui/select.tsx';
import { faultKinds } from '#lib/model/capture.ts';
import type { AnswerFault } from '#lib/model/reply-settings.ts';
import { faultTitle } from '#lib/reply/fault-names.ts';
import { NumberField } from './number-field.tsx';
import { SecondsField } from './seconds-field.tsx';
import { faultFields as words } from './words.ts';

type Props = {
  fault: AnswerFault | null;
  onChange: (fault: AnswerFault | null) => void;
  place: string;
};

type Kind = AnswerFault['kind'] | 'none';

const kinds: readonly { id: Kind; title: string }[] = [
  { id: 'none', title: words.none },
  ...faultKinds.map((id) => ({ id, title: faultTitle(id) })),
];

/** The fault of a response. */
export function FaultFields({ fault, onChange, place }: Props) {
  const kind = fault?.kind ?? 'none';
  return (
    <div className="grid items-start gap-x-3 gap-y-3 wide:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <Select
        label={words.label}
        value={kind}
        choices={kinds}
        onChange={(id) => onChange(initialFault(id))}
        help={fault ? words.help[fault.kind] : undefined}
      />
      <div>
        {fault?.kind === 'hang' && (
          <SecondsField
            label={words.duration}
            value={fault.ms}
            place={`${place}.ms`}
            onChange={(ms) => onChange({ ...fault, ms })}
          />
        )}
        {(fault?.kind === 'drip' || fault?.kind === 'slow-headers') && (
          <NumberField
            label={words.speed}
            unit={words.speedUnit}
            value={fault.bytesPerSecond}
            place={`${place}.bytesPerSecond`}
            onChange={(bytesPerSecond) => onChange({ ...fault, bytesPerSecond })}
          />
        )}
        {fault?.kind === 'wrong-length' && (
          <NumberField
            label={words.difference}
            unit={words.differenceUnit}
            value={fault.by}
            place={`${place}.by`}
            onChange={(by) => onChange({ ...fault, by })}
          />
        )}
      </div>
    </div>
  );
}

/** The values that a kind of fault begins with. */
function initialFault(kind: Kind): AnswerFault | null {
  switch (kind) {
    case 'none':
      return null;
    case 'hang':
      return { kind, ms: 60_000 };
    case 'drip':
      return { kind, bytesPerSecond: 10 };
    case 'slow-headers':
      return { kind, bytesPerSecond: 10 };
    case 'wrong-length':
      return { kind, by: 10 };
    default:
      return { kind };
  }
}
