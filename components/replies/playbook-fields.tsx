'use client';

import { Plus } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { Select } from '#components/ui/select.tsx';
import type { Answer, Playbook } from '#lib/model/reply-settings.ts';
import { bareAnswer, moved, replaced } from './draft.ts';
import { useFault } from './faults.tsx';
import { NumberField } from './number-field.tsx';
import { Step } from './steps.tsx';

type Props<P extends Playbook = Playbook> = { playbook: P; onChange: (playbook: P) => void; place: string };

type Sequence = Extract<Playbook, { play: 'sequence' }>;
type Chances = Extract<Playbook, { play: 'chances' }>;
type Limit = Extract<Playbook, { play: 'limit' }>;

/** Several answers, and which comes when. */
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
          label="Counted"
          value={playbook.per}
          choices={[
            { id: 'delivery', title: 'for each delivery: every event fails anew' },
            { id: 'bin', title: 'for the whole bin' },
          ]}
          onChange={(per) => onChange({ ...playbook, per })}
        />
        <Select
          label="After the last"
          value={playbook.end}
          choices={[
            { id: 'stay', title: 'the last again and again' },
            { id: 'loop', title: 'all from the first' },
            { id: 'random', title: 'any of them, by chance' },
          ]}
          onChange={(end) => onChange({ ...playbook, end })}
        />
      </div>
      <ol className="flex flex-col gap-1.5">
        {steps.map((answer, index) => (
          <Step
            // biome-ignore lint/suspicious/noArrayIndexKey: steps may be equal; a moved one is drawn anew.
            key={`${index}/${steps.length}`}
            title={`Step ${index + 1}`}
            answer={answer}
            place={`${place}.steps.${index}`}
            onChange={(changed) => put(replaced(steps, index, changed))}
            {...(index > 0 && { onUp: () => put(moved(steps, index, index - 1)) })}
            {...(index < steps.length - 1 && { onDown: () => put(moved(steps, index, index + 1)) })}
            {...(steps.length > 1 && { onRemove: () => put(replaced(steps, index)) })}
          />
        ))}
      </ol>
      <Adder words="Add a step" onAdd={() => put([...steps, bareAnswer(200)])} />
    </div>
  );
}

function ChanceFields({ playbook, onChange, place }: Props<Chances>) {
  const { chances } = playbook;
  const fault = useFault(`${place}.chances`);
  const put = (changed: Chances['chances']) => onChange({ ...playbook, chances: changed });
  const sum = chances.reduce((total, { weight }) => total + (weight || 0), 0);
  return (
    <div className="flex flex-col gap-3">
      <ol className="flex flex-col gap-1.5">
        {chances.map(({ weight, answer }, index) => (
          <Step
            // biome-ignore lint/suspicious/noArrayIndexKey: answers may be equal and keep their place.
            key={`${index}/${chances.length}`}
            title={`${sum > 0 ? Math.round(((weight || 0) / sum) * 100) : 0} %`}
            answer={answer}
            place={`${place}.chances.${index}.answer`}
            onChange={(changed) => put(replaced(chances, index, { weight, answer: changed }))}
            lead={
              <input
                aria-label={`Weight of answer ${index + 1}`}
                type="number"
                min={0}
                value={Number.isNaN(weight) ? '' : weight}
                onChange={(event) =>
                  put(replaced(chances, index, { weight: event.target.valueAsNumber, answer }))
                }
                className="h-7 w-16 rounded-control border border-edge bg-raised px-1.5 text-right wire touch:h-9"
              />
            }
            {...(chances.length > 1 && { onRemove: () => put(replaced(chances, index)) })}
          />
        ))}
      </ol>
      {fault && <p className="text-bad text-small">{fault}</p>}
      <Adder words="Add an answer" onAdd={() => put([...chances, { weight: 1, answer: bareAnswer(500) }])} />
    </div>
  );
}

function LimitFields({ playbook, onChange, place }: Props<Limit>) {
  return (
    <div className="flex flex-col gap-3">
      <NumberField
        label="Up to"
        unit="requests a second"
        value={playbook.perSecond}
        place={`${place}.perSecond`}
        className="max-w-60"
        onChange={(perSecond) => onChange({ ...playbook, perSecond })}
      />
      <ol className="flex flex-col gap-1.5">
        <Step
          title="Up to that"
          answer={playbook.under}
          place={`${place}.under`}
          onChange={(under) => onChange({ ...playbook, under })}
        />
        <Step
          title="Beyond"
          answer={playbook.over}
          place={`${place}.over`}
          onChange={(over) => onChange({ ...playbook, over })}
        />
      </ol>
    </div>
  );
}

function Adder({ words, onAdd }: { words: string; onAdd: () => void }) {
  return (
    <Button look="quiet" className="-ml-2.5 self-start" onClick={onAdd}>
      <Plus aria-hidden /> {words}
    </Button>
  );
}
