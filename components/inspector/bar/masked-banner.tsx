import { EyeOff } from 'lucide-react';
import { textWith } from '#components/ui/text-with.tsx';
import { useInspection } from '../context/inspection.tsx';
import { maskedBanner } from './words.ts';

/** Explains `[redacted]` on a page whose link masks secrets. */
export function MaskedBanner() {
  const { bin } = useInspection();
  if (!bin.redacted) return null;
  return (
    <p className="flex shrink-0 items-start gap-2 border-line border-b bg-panel px-3.5 py-1.5 text-quiet text-small wide:items-center">
      <EyeOff className="mt-0.5 size-3.5 shrink-0 wide:mt-0" aria-hidden />
      <span>
        {textWith(maskedBanner.text, {
          mask: <code className="wire text-small!">{maskedBanner.mask}</code>,
        })}
      </span>
    </p>
  );
}
