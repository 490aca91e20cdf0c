'use client';

import { ArrowDown, ArrowUp, ChevronRight, Copy, GripVertical, Trash2 } from 'lucide-react';
import { type DragEvent, useId, useState } from 'react';
import { classNames } from '#components/ui/class-names.ts';
import { Field } from '#components/ui/field.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { readFilter } from '#lib/filter/index.ts';
import { answerWords } from './answer-words.ts';
import { AnswersFields } from './answers-fields.tsx';
import type { RuleDraft } from './draft.ts';
import { useFault, useFaulty } from './faults.tsx';

type Props = {
  rule: RuleDraft;
  number: number;
  place: string;
  startsOpen: boolean;
  onChange: (rule: RuleDraft) => void;
  onCopy: () => void;
  onRemove: () => void;
  onUp?: () => void;
  onDown?: () => void;
  /** `edge` is where a rule that is dragged over this one would go. */
  drag: {
    onStart: () => void;
    onOver: () => void;
    onDrop: () => void;
    onEnd: () => void;
    edge: 'top' | 'bottom' | null;
  };
};

/** A rule in a line: whether it counts, what it asks, what it answers. It opens to be edited. */
export function RuleCard({
  rule,
  number,
  place,
  startsOpen,
  onChange,
  onCopy,
  onRemove,
  onUp,
  onDown,
  drag,
}: Props) {
  const [open, setOpen] = useState(startsOpen);
  const [held, setHeld] = useState(false);
  const id = useId();
  const faulty = useFaulty(place);
  const nameFault = useFault(`${place}.name`);
  const title = rule.name || (rule.when ? '' : 'Every request');
  return (
    <li
      draggable={held}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', rule.id);
        drag.onStart();
      }}
      onDragOver={allow(drag.onOver)}
      onDrop={allow(drag.onDrop)}
      onDragEnd={() => {
        setHeld(false);
        drag.onEnd();
      }}
      className={classNames(
        'rounded-control border bg-ground',
        drag.edge === null ? 'border-line' : 'border-accent',
        drag.edge === 'top' && 'border-t-2',
        drag.edge === 'bottom' && 'border-b-2',
        !rule.enabled && 'text-quiet',
      )}
    >
      <div className="flex min-h-11 items-center gap-1.5 pr-1.5 pl-1">
        <span
          aria-hidden
          title="Drag to order"
          onPointerDown={() => setHeld(true)}
          onPointerUp={() => setHeld(false)}
          className="hidden cursor-grab p-1 text-quiet hover:text-ink wide:block"
        >
          <GripVertical className="size-3.5" />
        </span>
        <input
          type="checkbox"
          aria-label={`Rule ${number} counts`}
          checked={rule.enabled}
          onChange={(event) => onChange({ ...rule, enabled: event.target.checked })}
          className="mx-1 size-3.5 shrink-0 accent-accent touch:size-4.5"
        />
        <button
          type="button"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
          className="flex min-h-9 min-w-0 flex-1 items-center gap-2 rounded-mark text-left"
        >
          <ChevronRight
            aria-hidden
            className={classNames(
              'size-3.5 shrink-0 text-quiet transition-transform duration-100',
              open && 'rotate-90',
            )}
          />
          <span className="sr-only">Rule {number}: </span>
          <span className="min-w-0 flex-1 wide:flex wide:items-baseline wide:gap-3">
            <span className="block min-w-0 truncate wide:flex-1">
              {title && <span className="mr-2 font-medium">{title} </span>}
              {rule.when && <span className="text-quiet wire">{rule.when}</span>}
            </span>
            <span className="block max-w-full truncate wire wide:max-w-[50%]">
              {answerWords(rule.answer)}
            </span>
          </span>
          {faulty && <span className="shrink-0 text-bad text-small">not right yet</span>}
        </button>
        <IconButton label={`Rule ${number} up`} disabled={!onUp} onClick={onUp}>
          <ArrowUp />
        </IconButton>
        <IconButton label={`Rule ${number} down`} disabled={!onDown} onClick={onDown}>
          <ArrowDown />
        </IconButton>
      </div>
      {open && (
        <div id={id} className="flex flex-col gap-4 border-line border-t p-3 wide:p-4">
          <WhenField rule={rule} place={place} onChange={onChange} />
          <Field
            label="Name"
            value={rule.name}
            maxLength={80}
            placeholder="Payments are down"
            help="For people; each request says which rule answered it."
            error={nameFault}
            onChange={(event) => onChange({ ...rule, name: event.target.value })}
          />
          <AnswersFields
            answer={rule.answer}
            place={`${place}.answer`}
            onChange={(answer) => onChange({ ...rule, answer })}
          />
          <div className="-mb-1 -ml-2 flex gap-1 border-faint border-t pt-2">
            <IconButton label={`Copy rule ${number}`} onClick={onCopy}>
              <Copy />
            </IconButton>
            <IconButton label={`Remove rule ${number}`} onClick={onRemove}>
              <Trash2 />
            </IconButton>
          </div>
        </div>
      )}
    </li>
  );
}

/** A place takes what is dragged over it only when it says so. */
function allow(act: () => void) {
  return (event: DragEvent) => {
    event.preventDefault();
    act();
  };
}

function WhenField({ rule, place, onChange }: Pick<Props, 'rule' | 'place' | 'onChange'>) {
  const fault = useFault(`${place}.when`);
  return (
    <Field
      label="When"
      mono
      value={rule.when}
      spellCheck={false}
      autoCapitalize="none"
      placeholder="method:POST path:/orders/* json:$.type=invoice.*"
      help="A filter, as in the list: method, path, query, header, body, json, provider, event … Empty: every request."
      error={faultWords(rule.when) ?? fault}
      onChange={(event) => onChange({ ...rule, when: event.target.value })}
    />
  );
}

/** What cannot be read of a filter, as it is written. */
function faultWords(when: string): string | null {
  const [fault] = readFilter(when, 0).faults;
  if (!fault) return null;
  return `${when.slice(fault.start, fault.end)}: ${fault.message}.`;
}
