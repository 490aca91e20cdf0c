import { EyeOff } from 'lucide-react';
import { hiddenBodyReasons } from '#lib/masking/mask-words.ts';
import type { HiddenBodyReason } from '#lib/model/masking.ts';
import { maskedBody as words } from './words.ts';

/** Shown instead of a body that is masked for a link as a whole. */
export function MaskedBody({ reason }: { reason: HiddenBodyReason }) {
  return (
    <div className="flex items-start gap-2.5 px-4 py-4 wide:px-5">
      <EyeOff className="mt-0.5 size-4 shrink-0 text-quiet" aria-hidden />
      <div>
        <p className="font-medium">{words.title}</p>
        <p className="mt-0.5 text-quiet">
          {hiddenBodyReasons[reason]} {words.ask}
        </p>
      </div>
    </div>
  );
}
