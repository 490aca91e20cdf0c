import type { ReactNode } from 'react';

type Props = {
  label: ReactNode;
  help?: ReactNode;
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
};

/** A checkbox with label and help, the browser's own in our colour. */
export function Checkbox({ label, help, checked, disabled, onChange }: Props) {
  return (
    <label className="flex min-h-7 items-start gap-2 py-1 touch:min-h-9 touch:py-2">
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
        className="mt-0.5 size-3.5 shrink-0 accent-accent touch:size-4.5 touch:mt-0"
      />
      <span>
        {label}
        {help && <span className="block text-quiet text-small">{help}</span>}
      </span>
    </label>
  );
}
