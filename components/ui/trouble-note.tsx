import { CircleAlert } from 'lucide-react';
import type { Trouble } from '#components/api/call.ts';
import { Button } from './button.tsx';
import { textWithCode } from './text-with-code.tsx';
import { buttons } from './words.ts';

type Props = {
  trouble: Trouble;
  /** Whether what to do next is shown below the detail as well, and not only instead of it. */
  withHint?: boolean;
  onRetry?: () => void;
};

/** An error in the place of what could not be loaded or done, with what to do next. */
export function TroubleNote({ trouble, withHint = false, onRetry }: Props) {
  return (
    <div role="alert" className="flex items-start gap-2.5">
      <CircleAlert className="mt-0.5 size-4 shrink-0 text-bad" aria-hidden />
      <div className="min-w-0 wrap-anywhere">
        <p className="font-medium">{trouble.title}</p>
        <p className="mt-0.5 text-quiet">{textWithCode(trouble.detail ?? trouble.hint)}</p>
        {withHint && trouble.detail && <p className="mt-0.5 text-quiet">{textWithCode(trouble.hint)}</p>}
        {onRetry && (
          <Button className="mt-3" onClick={onRetry}>
            {buttons.retry}
          </Button>
        )}
      </div>
    </div>
  );
}
