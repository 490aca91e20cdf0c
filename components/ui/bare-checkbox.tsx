import { classNames } from './class-names.ts';

type Props = {
  /** Its accessible name; what is beside it shows what it is for. */
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
  className?: string;
};

/** A checkbox without visible label, at the start of a row. On touch screens its target is 36 px in both directions. */
export function BareCheckbox({ label, checked, onChange, disabled, className }: Props) {
  return (
    <label
      className={classNames(
        'flex size-5 shrink-0 items-center justify-center touch:size-9 touch:[&>input]:size-4.5',
        className,
      )}
    >
      <input
        type="checkbox"
        aria-label={label}
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
        className="size-3.5 accent-accent"
      />
    </label>
  );
}
