'use client';

import { Select } from '#components/ui/select.tsx';
import type { AnswerFault } from '#lib/model/reply-settings.ts';
import { NumberField } from './number-field.tsx';
import { SecondsField } from './seconds-field.tsx';

type Props = {
  fault: AnswerFault | null;
  onChange: (fault: AnswerFault | null) => void;
  place: string;
};

type Kind = AnswerFault['kind'] | 'none';

/** Every way to go wrong, and what the sender meets. */
const kinds: readonly { id: Kind; title: string; help?: string }[] = [
  { id: 'none', title: 'Nothing: it is sent as it is' },
  { id: 'reset', title: 'Reset the connection', help: 'The sender gets a TCP reset instead of an answer.' },
  { id: 'close', title: 'Close without an answer', help: 'The connection ends in order, with nothing sent.' },
  { id: 'hang', title: 'Say nothing', help: 'The connection stays open and silent, then closes.' },
  {
    id: 'cut-body',
    title: 'Cut the body half way',
    help: 'Head and half of the body, then the connection closes.',
  },
  { id: 'drip', title: 'Send the body slowly', help: 'A few bytes at a time.' },
  { id: 'slow-headers', title: 'Send the headers slowly', help: 'The status line and headers trickle.' },
  {
    id: 'wrong-length',
    title: 'Give a wrong Content-Length',
    help: 'More than is sent, or with a negative number fewer.',
  },
  {
    id: 'malformed-chunk',
    title: 'Send a malformed chunk',
    help: 'Chunked, with a chunk size that is no number.',
  },
  { id: 'garbage', title: 'Send garbage', help: 'Bytes that are not HTTP, then the connection closes.' },
];

/** How an answer goes wrong on purpose. */
export function FaultFields({ fault, onChange, place }: Props) {
  const kind = fault?.kind ?? 'none';
  const help = kinds.find(({ id }) => id === kind)?.help;
  return (
    <div className="grid items-start gap-x-3 gap-y-3 wide:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <Select
        label="What goes wrong"
        value={kind}
        choices={kinds}
        onChange={(id) => onChange(startOf(id))}
        help={help}
      />
      <div>
        {fault?.kind === 'hang' && (
          <SecondsField
            label="Silent for"
            value={fault.ms}
            place={`${place}.ms`}
            onChange={(ms) => onChange({ ...fault, ms })}
          />
        )}
        {(fault?.kind === 'drip' || fault?.kind === 'slow-headers') && (
          <NumberField
            label="Speed"
            unit="bytes a second"
            value={fault.bytesPerSecond}
            place={`${place}.bytesPerSecond`}
            onChange={(bytesPerSecond) => onChange({ ...fault, bytesPerSecond })}
          />
        )}
        {fault?.kind === 'wrong-length' && (
          <NumberField
            label="Wrong by"
            unit="bytes"
            value={fault.by}
            place={`${place}.by`}
            onChange={(by) => onChange({ ...fault, by })}
          />
        )}
      </div>
    </div>
  );
}

function startOf(kind: Kind): AnswerFault | null {
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
