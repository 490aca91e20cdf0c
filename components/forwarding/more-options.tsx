'use client';

import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useFieldError } from '#components/replies/draft-errors.tsx';
import { HeaderFields } from '#components/replies/header-fields.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import type { Draft } from './draft.ts';
import { RadioChoices } from './radio-choices.tsx';
import { RetryFields } from './retry-fields.tsx';
import { moreOptions as words } from './words.ts';

type Props = {
  draft: Draft;
  canPassResponses: boolean;
  /** Whether this server may send without verifying certificates. */
  canSkipVerification: boolean;
  onChange: (part: Partial<Draft>) => void;
};

const hosts = [
  { id: 'destination', title: words.hosts.destination },
  { id: 'original', title: words.hosts.original },
] as const;
const orders = (['none', 'delivery', 'all'] as const).map((id) => ({ id, ...words.orders[id] }));

/** The options of a rule that most do not need. */
export function MoreOptions({ draft, canPassResponses, canSkipVerification, onChange }: Props) {
  const setError = useFieldError('headers.set');
  return (
    <div className="flex flex-col gap-5">
      <TextOption
        label={words.name}
        place="name"
        maxLength={100}
        placeholder={words.nameExample}
        help={words.nameHelp}
        value={draft.name}
        onText={(name) => onChange({ name })}
      />
      <TextOption
        label={words.drop}
        place="headers.drop"
        mono
        placeholder={words.dropExample}
        help={words.dropHelp}
        value={draft.drop}
        onText={(drop) => onChange({ drop })}
      />
      <div>
        <HeaderFields
          heading={words.set}
          help={words.setHelp}
          headers={draft.set}
          place="headers.set"
          onChange={(set) => onChange({ set })}
        />
        {setError && (
          <p role="alert" className="text-bad text-small">
            {setError}
          </p>
        )}
      </div>
      <Pair>
        <Select
          label={words.host}
          value={draft.host}
          choices={hosts}
          onChange={(host) => onChange({ host })}
        />
        <TextOption
          label={words.timeout}
          place="timeoutMs"
          mono
          inputMode="decimal"
          help={words.timeoutHelp}
          value={draft.timeout}
          onText={(timeout) => onChange({ timeout })}
        />
      </Pair>
      {draft.kind === 'url' && (canSkipVerification || !draft.verifyCertificate) && (
        <div>
          <Checkbox
            label={words.verify}
            checked={draft.verifyCertificate}
            onChange={(verifyCertificate) => onChange({ verifyCertificate })}
          />
          {!draft.verifyCertificate && (
            <p
              role="status"
              className="flex gap-2 rounded-control bg-bad-tint px-2.5 py-1.5 text-bad text-small"
            >
              <TriangleAlert className="mt-px size-3.5 shrink-0" aria-hidden /> {words.notVerified}
            </p>
          )}
        </div>
      )}
      <RetryFields draft={draft} onChange={onChange} />
      <Pair>
        <TextOption
          label={words.concurrency}
          place="concurrency"
          mono
          inputMode="numeric"
          help={words.concurrencyHelp}
          value={draft.concurrency}
          onText={(concurrency) => onChange({ concurrency })}
        />
        <TextOption
          label={words.perSecond}
          place="perSecond"
          mono
          inputMode="decimal"
          help={words.perSecondHelp}
          value={draft.perSecond}
          onText={(perSecond) => onChange({ perSecond })}
        />
      </Pair>
      <RadioChoices
        label={words.order}
        value={draft.order}
        choices={orders}
        onChange={(order) => onChange({ order })}
      />
      <ResponseFields draft={draft} canPassResponses={canPassResponses} onChange={onChange} />
    </div>
  );
}

/** Whether senders get the response of the destination. Others than owners may only turn it off. */
function ResponseFields({
  draft,
  canPassResponses,
  onChange,
}: Pick<Props, 'draft' | 'canPassResponses' | 'onChange'>) {
  const { passesResponse } = draft;
  return (
    <fieldset className="min-w-0">
      <legend className="font-medium">{words.response}</legend>
      <Checkbox
        label={words.pass}
        help={words.passHelp}
        checked={passesResponse}
        disabled={!canPassResponses && !passesResponse}
        onChange={(checked) => onChange({ passesResponse: checked })}
      />
      {!canPassResponses && (
        <p className="ml-5.5 text-careful text-small">
          {passesResponse ? words.passOwnersOnlyOn : words.passOwnersOnly}
        </p>
      )}
      {passesResponse && (
        <TextOption
          label={words.passLimit}
          place="respondWithinMs"
          className="mt-3 ml-5.5 wide:w-1/2"
          mono
          inputMode="decimal"
          help={words.passLimitHelp}
          disabled={!canPassResponses}
          value={draft.responseLimit}
          onText={(responseLimit) => onChange({ responseLimit })}
        />
      )}
    </fieldset>
  );
}

function Pair({ children }: { children: ReactNode }) {
  return <div className="grid gap-x-4 gap-y-5 wide:grid-cols-2">{children}</div>;
}

type TextOptionProps = Omit<Parameters<typeof Field>[0], 'error' | 'onChange'> & {
  place: string;
  onText: (text: string) => void;
};

/** A text field with the error of its place. */
function TextOption({ place, onText, ...field }: TextOptionProps) {
  const error = useFieldError(place);
  return (
    <Field autoComplete="off" {...field} error={error} onChange={(event) => onText(event.target.value)} />
  );
}
