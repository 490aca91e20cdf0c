'use client';

import { Plus } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { Select } from '#components/ui/select.tsx';
import type { Answer, Playbook } from '#lib/model/reply-settings.ts';
import { emptyResponse, moveItem, replaceItem } from './draft.ts';
import { useFieldError } from './draft-errors.tsx';
import { NumberField } from './number-field.tsx';
import { ResponseStep } from './response-step.tsx';
import { chanceFields, limitFields, sequenceFields } from './words.ts';

type Props<P extends Playbook = Playbook> = { playbook: P; onChange: (playbook: P) => void; place: string };

type Sequence = Extract<Playbook, { play: 'sequence' }>;
type Chances = Extract<Playbook, { play: 'chances' }>;
type Limit = Extract<Playbook, { play: 'limit' }>;

/** The responses of a playbook, and which is sent when. */
export function PlaybookFields({ playbook, onChange, place }: Props) {
  switch (playbook.play) {
    case 'sequence':
      return <SequenceFields playbook={playbook} onChange={onChange} place={place} />;
    case 'chances':
      return <ChanceFields playbook={playbook} onChange={onChange} place={place} />;
    case 'limit':
      return <LimitFields playbook={playbook} onChange={onChange} place={place} />;
  }
}

function SequenceFields({ playbook, onChange, place }: Props<Sequence>) {
  const { steps } = playbook;
  const put = (changed: readonly Answer[]) => onChange({ ...playbook, steps: changed });
  return (
    <div className="flex flex-col gap-3">
      <div className="grid gap-3 wide:grid-cols-2">
        <Select
          label={sequenceFields.scope}
          value={playbook.per}
          choices={[
            { id: 'delivery', title: sequenceFields.scopes.delivery },
            { id: 'bin', title: sequenceFields.scopes.bin },
          ]}
          onChange={(per) => onChange({ ...playbook, per })}
        />
        <Select
          label={sequenceFields.end}
          value={playbook.end}
          choices={[
            { id: 'stay', title: sequenceFields.ends.stay },
            { id: 'loop', title: sequenceFields.ends.loop },
            { id: 'random', title: sequenceFields.ends.random },
          ]}
          onChange={(end) => onChange({ ...playbook, end })}
        />
      </div>
      <ol className="flex flex-col gap-1.5">
        {steps.map((response, index) => (
          <ResponseStep
            // biome-ignore lint/suspicious/noArrayIndexKey: steps may be equal; a step that moves is drawn again.
            key={`${index}/${steps.length}`}
            title={sequenceFields.step(index + 1)}
            name={sequenceFields.step(index + 1)}
            response={response}
            place={`${place}.steps.${index}`}
            onChange={(changed) => put(replaceItem(steps, index, changed))}
            {...(index > 0 && { onUp: () => put(moveItem(steps, index, index - 1)) })}
            {...(index < steps.length - 1 && { onDown: () => put(moveItem(steps, index, index + 1)) })}
            {...(steps.length > 1 && { onRemove: () => put(replaceItem(steps, index)) })}
          />
        ))}
      </ol>
      <AddButton text={sequenceFields.add} onAdd={() => put([...steps, emptyResponse(200)])} />
    </div>
  );
}

function ChanceFields({ playbook, onChange, place }: Props<Chances>) {
  const { chances } = playbook;
  const error = useFieldError(`${place}.chances`);
  const put = (changed: Chances['chances']) => onChange({ ...playbook, chances: changed });
  const sum = chances.reduce((total, { weight }) => total + (weight || 0), 0);
  return (
    <div className="flex flex-col gap-3">
      <ol className="flex flex-col gap-1.5">
        {chances.map(({ weight, answer }, index) => (
          <ResponseStep
            // biome-ignore lint/suspicious/noArrayIndexKey: responses may be equal and keep their place.
            key={`${index}/${chances.length}`}
            title={chanceFields.percent(sum > 0 ? Math.round(((weight || 0) / sum) * 100) : 0)}
            name={chanceFields.response(index + 1)}
            response={answer}
            place={`${place}.chances.${index}.answer`}
            onChange={(changed) => put(replaceItem(chances, index, { weight, answer: changed }))}
            lead={
              <input
                aria-label={chanceFields.weight(index + 1)}
                type="number"
                min={0}
                value={Number.isNaN(weight) ? '' : weight}
                onChange={(event) =>
                  put(replaceItem(chances, index, { weight: event.target.valueAsNumber, answer }))
                }
                className="h-7 w-16 rounded-control border border-edge bg-raised px-1.5 text-right wire touch:h-9"
              />
            }
            {...(chances.length > 1 && { onRemove: () => put(replaceItem(chances, index)) })}
          />
        ))}
      </ol>
      {error && <p className="text-bad text-small">{error}</p>}
      <AddButton
        text={chanceFields.add}
        onAdd={() => put([...chances, { weight: 1, answer: emptyResponse(500) }])}
      />
    </div>
  );
}

function LimitFields({ playbook, onChange, place }: Props<Limit>) {
  return (
    <div className="flex flex-col gap-3">
      <NumberField
        label={limitFields.limit}
        unit={limitFields.unit}
        value={playbook.perSecond}
        place={`${place}.perSecond`}
        className="max-w-60"
        onChange={(perSecond) => onChange({ ...playbook, perSecond })}
      />
      <ol className="flex flex-col gap-1.5">
        <ResponseStep
          title={limitFields.within}
          name={limitFields.within}
          response={playbook.under}
          place={`${place}.under`}
          onChange={(under) => onChange({ ...playbook, under })}
        />
        <ResponseStep
          title={limitFields.above}
          name={limitFields.above}
          response={playbook.over}
          place={`${place}.over`}
          onChange={(over) => onChange({ ...playbook, over })}
        />
      </ol>
    </div>
  );
}

function AddButton({ text, onAdd }: { text: string; onAdd: () => void }) {
  return (
    <Button look="quiet" className="-ml-2.5 self-start" onClick={onAdd}>
      <Plus aria-hidden /> {text}
    </Button>
  );
}
