import { CircleAlert } from 'lucide-react';
import { textWithCode } from '#components/ui/text-with-code.tsx';
import type { DeliveryFailure } from '#lib/model/delivery-json.ts';

/** Why there is no complete response, and what to do. */
export function FailureNote({ failure: { title, detail, hint } }: { failure: DeliveryFailure }) {
  return (
    <div role="note" className="flex max-w-160 gap-2.5 rounded-control bg-bad-tint px-3 py-2">
      <CircleAlert className="mt-0.5 size-4 shrink-0 text-bad" aria-hidden />
      <div>
        <p className="font-medium text-bad">{title}</p>
        {detail !== null && <p className="mt-0.5 [overflow-wrap:anywhere]">{textWithCode(detail)}</p>}
        <p className="mt-0.5">{textWithCode(hint)}</p>
      </div>
    </div>
  );
}
