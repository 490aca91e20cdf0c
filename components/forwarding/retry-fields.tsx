'use client';

import { Plus, RotateCcw, X } from 'lucide-react';
import { useId } from 'react';
import { spanWords } from '#components/frame/span-words.ts';
import { useFieldError, useHasErrors } from '#components/replies/draft-errors.tsx';
import { Button } from '#components/ui/button.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { Field } from '#components/ui/field.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { textWithCode } from '#components/ui/text-with-code.tsx';
import { standardDelays } from '#lib/forward-rules/retry-schedule.ts';
import { mostForwardAttempts } from '#lib/model/forward-limits.ts';
import type { Draft } from './draft.ts';
import { delayOf, delayText } from './durations.ts';
import { retryFields as words } from './words.ts';

type Props = { draft: Draft; onChange: (part: Partial<Draft>) => void };

/** How often and when a request is sent again, and after which statuses. */
export function RetryFields({ draft: { delays, statuses }, onChange }: Props) {
  const statusError = useFieldError('retries.statuses');
  const wholeError = useFieldError('retries.delays');
  const isWrong = delays.some((delay) => delayOf(delay) === null);
  const hasErrors = useHasErrors('retries.delays') || isWrong;
  const noteId = useId();
  const isUsual = delays.join() === standardDelays.map(delayText).join();
  return (
    <div>
      <fieldset className="min-w-0">
        <legend className="font-medium">{words.heading}</legend>
        <p className="text-quiet text-small">{words.about}</p>
        <ol className="mt-2 grid grid-cols-2 gap-x-3 gap-y-2 wide:grid-cols-4">
          {delays.map((delay, index) => (
            <Delay
              // biome-ignore lint/suspicious/noArrayIndexKey: durations may be equal, and keep their place while edited.
              key={index}
              number={index + 1}
              noteId={noteId}
              text={delay}
              onChange={(text) => onChange({ delays: delays.with(index, text) })}
              onRemove={
                delays.length > 1 ? () => onChange({ delays: delays.filter((_, at) => at !== index) }) : null
              }
            />
          ))}
        </ol>
        <p id={noteId} className={classNames('mt-2 text-small', hasErrors ? 'text-bad' : 'text-quiet')}>
          {wholeError ?? (hasErrors ? words.invalid : totalWords(delays))}
        </p>
        <div className="mt-1.5 flex flex-wrap gap-2">
          <Button
            disabled={delays.length >= mostForwardAttempts}
            onClick={() => onChange({ delays: [...delays, delays.at(-1) ?? '5 min'] })}
          >
            <Plus aria-hidden /> {words.add}
          </Button>
          <Button disabled={isUsual} onClick={() => onChange({ delays: standardDelays.map(delayText) })}>
            <RotateCcw aria-hidden /> {words.reset}
          </Button>
        </div>
      </fieldset>
      <Field
        className="mt-4"
        label={words.statuses}
        mono
        value={statuses}
        spellCheck={false}
        autoComplete="off"
        help={textWithCode(words.statusesHelp)}
        error={statusError}
        onChange={(event) => onChange({ statuses: event.target.value })}
      />
    </div>
  );
}

type DelayProps = {
  number: number;
  /** The id of the line that says what is wrong. */
  noteId: string;
  text: string;
  onChange: (text: string) => void;
  /** Null for the only one. */
  onRemove: (() => void) | null;
};

function Delay({ number, noteId, text, onChange, onRemove }: DelayProps) {
  const isWrong = useFieldError(`retries.delays.${number - 1}`) !== null || delayOf(text) === null;
  return (
    <li className="flex min-w-0 items-end gap-0.5">
      <label className="min-w-0 flex-1">
        <span className="block text-quiet text-small">{words.attempt(number)}</span>
        <input
          value={text}
          aria-invalid={isWrong || undefined}
          aria-describedby={isWrong ? noteId : undefined}
          autoComplete="off"
          onChange={(event) => onChange(event.target.value)}
          onBlur={() => {
            const seconds = delayOf(text);
            if (seconds !== null) onChange(delayText(seconds));
          }}
          className={classNames(
            'mt-0.5 h-8 w-full rounded-control border bg-raised px-2.5 tabular-nums touch:h-10 focus:border-accent focus:outline-1 focus:outline-accent',
            isWrong ? 'border-bad' : 'border-edge',
          )}
        />
      </label>
      <IconButton
        label={words.remove(number)}
        className="mb-0.5"
        disabled={onRemove === null}
        onClick={() => onRemove?.()}
      >
        <X />
      </IconButton>
    </li>
  );
}

/** How many attempts there are, and in which time. */
function totalWords(delays: readonly string[]): string {
  const seconds = delays.map((delay) => delayOf(delay) ?? 0);
  if (delays.length === 1) return words.single;
  return words.total(delays.length, spanWords(seconds.reduce((sum, one) => sum + one, 0) * 1000));
}
