import { ChevronLeft } from 'lucide-react';
import { Button } from './button.tsx';

type Props = {
  /** Where it leads: `Back to the list`. */
  label: string;
  onClick: () => void;
};

/** A button above a view that leads back to what it was opened from. It takes the focus. */
export function BackBar({ label, onClick }: Props) {
  return (
    <div className="shrink-0 px-4 pb-2 wide:px-5">
      <Button autoFocus className="pl-1.5" onClick={onClick}>
        <ChevronLeft aria-hidden /> {label}
      </Button>
    </div>
  );
}
