import { EyeOff } from 'lucide-react';
import { withheldWords } from '#lib/copy-as/mask-words.ts';
import type { Withheld } from '#lib/model/redaction.ts';

/** In the place of a body that a redacted link does not show. */
export function WithheldBody({ why }: { why: Withheld }) {
  return (
    <div className="flex items-start gap-2.5 px-4 py-4 wide:px-5">
      <EyeOff className="mt-0.5 size-4 shrink-0 text-quiet" aria-hidden />
      <div>
        <p className="font-medium">The body is withheld from this link.</p>
        <p className="mt-0.5 text-quiet">
          {withheldWords[why]} Ask the owner of the bin if you need to see it.
        </p>
      </div>
    </div>
  );
}
