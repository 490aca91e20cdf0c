import { useId } from 'react';

type Props = {
  label: string;
  value: string;
  choices: readonly { id: string; title: string }[];
  onChange: (id: string) => void;
};

/** Radio buttons, one a line. */
export function RadioList({ label, value, choices, onChange }: Props) {
  const name = useId();
  return (
    <fieldset>
      <legend className="font-medium">{label}</legend>
      {choices.map(({ id, title }) => (
        <label key={id} className="flex min-h-7 items-center gap-2 touch:min-h-9">
          <input
            type="radio"
            name={name}
            checked={id === value}
            onChange={() => onChange(id)}
            className="size-3.5 accent-accent touch:size-4.5"
          />
          {title}
        </label>
      ))}
    </fieldset>
  );
}
