import { Eye, EyeOff, FileText } from 'lucide-react';
import { Chip } from '#components/ui/chip.tsx';
import type { LinkJson } from '#lib/model/link-json.ts';
import { linkFacts } from './words.ts';

/** What a link shows: one request or all of them, and whether secrets are masked. */
export function LinkFacts({ link }: { link: LinkJson }) {
  return (
    <>
      {link.captureSeq !== null && (
        <Chip icon={<FileText aria-hidden />}>{linkFacts.oneRequest(link.captureSeq)}</Chip>
      )}
      {link.redaction !== null ? (
        <Chip icon={<EyeOff aria-hidden />}>{linkFacts.masked}</Chip>
      ) : (
        <Chip icon={<Eye aria-hidden />}>{linkFacts.unmasked}</Chip>
      )}
    </>
  );
}
