import { EyeOff } from 'lucide-react';
import { useInspection } from './inspection.tsx';

/** On a page whose link masks secrets: what `[redacted]` means there. */
export function MaskedBanner() {
  const { bin } = useInspection();
  if (!bin.redacted) return null;
  return (
    <p className="flex shrink-0 items-start gap-2 border-line border-b bg-panel px-3.5 py-1.5 text-quiet text-small wide:items-center">
      <EyeOff className="mt-0.5 size-3.5 shrink-0 wide:mt-0" aria-hidden />
      <span>
        Secrets are masked for this link: <code className="wire text-small!">[redacted]</code> stands in their
        place. What is masked never leaves the server.
      </span>
    </p>
  );
}
