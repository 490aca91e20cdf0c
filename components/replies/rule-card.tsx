'use client';

import { ArrowDown, ArrowUp, ChevronRight, Copy, GripVertical, Trash2 } from 'lucide-react';
import { type DragEvent, useId, useState } from 'react';
import { BareCheckbox } from '#components/ui/bare-checkbox.tsx';
import { Button } from '#components/ui/button.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { Field } from '#components/ui/field.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { ConditionField } from './condition-field.tsx';
import type { RuleDraft } from './draft.ts';
import { useFieldError, useHasErrors } from './draft-errors.tsx';
import { ResponseModeFields } from './response-mode-fields.tsx';
import { summarizeResponse } from './response-summary.ts';
import { ruleCard as words } from './words.ts';

type Props = {
  bin: { slug: string; key: string };
  rule: RuleDraft;
  number: number;
  place: string;
  startsOpen: boolean;
  onChange: (rule: RuleDraft) => void;
  onCopy: () => void;
  onRemove: () => void;
  onUp?: () => void;
  onDown?: () => void;
  /** `edge` is where a rule that is dragged over this one would be placed. */
  drag: {
    onStart: () => void;
    onOver: () => void;
    onDrop: () => void;
    onEnd: () => void;
    edge: 'top' | 'bottom' | null;
  };
};

/** A rule as a line (enabled, condition, response) that opens for editing. */
export function RuleCard({
  bin,
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
  const [isDraggable, setDraggable] = useState(false);
  const id = useId();
  const hasErrors = useHasErrors(place);
  const nameError = useFieldError(`${place}.name`);
  const conditionError = useFieldError(`${place}.when`);
  const title = rule.name || (rule.when ? '' : words.everyRequest);
  return (
    <li
      draggable={isDraggable}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', rule.id);
        drag.onStart();
      }}
      onDragOver={allow(drag.onOver)}
      onDrop={allow(drag.onDrop)}
      onDragEnd={() => {
        setDraggable(false);
        drag.onEnd();
      }}
      className={classNames(
        'rounded-control border bg-ground',
        drag.edge === null ? 'border-line' : 'border-accent',
        drag.edge === 'top' && 'border-t-2',
        drag.edge === 'bottom' && 'border-b-2',
      )}
    >
      <div
        className={classNames(
          'flex min-h-11 items-center gap-1.5 pr-1.5 pl-1',
          !rule.enabled && 'text-quiet',
        )}
      >
        <span
          aria-hidden
          title={words.drag}
          onPointerDown={() => setDraggable(true)}
          onPointerUp={() => setDraggable(false)}
          className="hidden cursor-grab p-1 text-quiet hover:text-ink wide:block"
        >
          <GripVertical className="size-3.5" />
        </span>
        <BareCheckbox
          label={words.enable(number)}
          checked={rule.enabled}
          onChange={(enabled) => onChange({ ...rule, enabled })}
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
          <span className="sr-only">{words.number(number)}</span>
          <span className="min-w-0 flex-1 wide:flex wide:items-baseline wide:gap-3">
            <span className="block min-w-0 truncate wide:flex-1">
              {title && <span className="mr-2 font-medium">{title} </span>}
              {rule.when && <span className="text-quiet wire">{rule.when}</span>}
            </span>
            <span className="block max-w-full truncate wire wide:max-w-[60%]">
              {summarizeResponse(rule.answer)}
            </span>
          </span>
          {!rule.enabled && <span className="shrink-0 text-small">{words.isDisabled}</span>}
          {hasErrors && <span className="shrink-0 text-bad text-small">{words.hasErrors}</span>}
        </button>
        <IconButton label={words.moveUp(number)} disabled={!onUp} onClick={onUp}>
          <ArrowUp />
        </IconButton>
        <IconButton label={words.moveDown(number)} disabled={!onDown} onClick={onDown}>
          <ArrowDown />
        </IconButton>
      </div>
      {open && (
        <div id={id} className="flex flex-col gap-4 border-line border-t p-3 wide:p-4">
          {!rule.enabled && (
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 rounded-control bg-panel px-3 py-2">
              <p className="min-w-0 flex-1 text-quiet">{words.isDisabledHelp}</p>
              <Button onClick={() => onChange({ ...rule, enabled: true })}>{words.enableThis}</Button>
            </div>
          )}
          <ConditionField
            bin={bin}
            condition={rule.when}
            error={conditionError}
            onChange={(when) => onChange({ ...rule, when })}
          />
          <Field
            label={words.name}
            value={rule.name}
            maxLength={80}
            placeholder={words.nameExample}
            help={words.nameHelp}
            error={nameError}
            onChange={(event) => onChange({ ...rule, name: event.target.value })}
          />
          <ResponseModeFields
            response={rule.answer}
            place={`${place}.answer`}
            onChange={(answer) => onChange({ ...rule, answer })}
          />
          <div className="border-faint border-t pt-2">
            <div className="-mb-1 -ml-2.5 flex gap-1">
              <Button look="quiet" aria-label={words.duplicate(number)} onClick={onCopy}>
                <Copy aria-hidden /> {words.duplicateThis}
              </Button>
              <Button look="quiet" aria-label={words.remove(number)} onClick={onRemove}>
                <Trash2 aria-hidden /> {words.removeThis}
              </Button>
            </div>
          </div>
        </div>
      )}
    </li>
  );
}

/** An element accepts a drop only if it prevents the default action. */
function allow(act: () => void) {
  return (event: DragEvent) => {
    event.preventDefault();
    act();
  };
}
