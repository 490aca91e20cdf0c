import { useId } from 'react';

type Choice<T extends string> = { id: T; title: string; help?: string; disabled?: boolean };

type Props<T extends string> = {
  label: string;
  value: T;
  choices: readonly Choice<T>[];
  onChange: (value: T) => void;
  /** The choices are beside each other. */
  isRow?: boolean;
};

/** One of a few choices, each with a sentence if it needs one. */
export function RadioChoices<T extends string>({ label, value, choices, onChange, isRow = false }: Props<T>) {
  const name = useId();
  return (
    <fieldset className="min-w-0">
      <legend className="font-medium">{label}</legend>
      <div className={isRow ? 'flex flex-wrap gap-x-5' : undefined}>
        {choices.map(({ id, title, help, disabled }) => (
          <label key={id} className="flex min-h-7 items-start gap-2 py-1 touch:min-h-9 touch:py-2">
            <input
              type="radio"
              name={name}
              checked={id === value}
              disabled={disabled}
              onChange={() => onChange(id)}
              className="mt-0.5 size-3.5 shrink-0 accent-accent touch:size-4.5 touch:mt-0"
            />
            <span>
              {title}
              {help && <span className="block text-quiet text-small">{help}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
