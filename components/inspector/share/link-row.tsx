import { EyeOff, FileText, Radio } from 'lucide-react';
import type { LinkJson } from '#components/api/bins.ts';
import { Time } from '#components/frame/time.tsx';
import { AskedButton } from '#components/ui/asked-button.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { Turning } from '#components/ui/turning.tsx';
import { roleWords } from './role-words.ts';

/** One link: for whom, what it opens, when it was used; and Revoke. */
export function LinkRow({ link, onRevoke }: { link: LinkJson; onRevoke: () => Promise<void> }) {
  const title = link.label ?? roleWords[link.role].title;
  const isOver = link.expiresAt !== null && Date.parse(link.expiresAt) <= Date.now();
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 border-faint border-b py-2 last:border-b-0">
      <div className="min-w-0 flex-1 basis-56">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="min-w-0 truncate">{title}</span>
          {link.captureSeq !== null && (
            <Chip icon={<FileText aria-hidden />}>request #{link.captureSeq} only</Chip>
          )}
          {link.redaction !== null && <Chip icon={<EyeOff aria-hidden />}>masked</Chip>}
          {link.open > 0 && (
            <Chip tone="good" icon={<Radio aria-hidden />}>
              {link.open === 1 ? 'open now' : `open now, ${link.open} pages`}
            </Chip>
          )}
        </div>
        <p className="mt-0.5 text-quiet text-small">
          {link.label === null ? 'Made' : `${roleWords[link.role].title}, made`}{' '}
          <Time iso={link.createdAt} style="ago" />,{' '}
          {link.lastUsedAt ? (
            <>
              used <Time iso={link.lastUsedAt} style="ago" />
            </>
          ) : (
            'never used'
          )}
          {link.expiresAt && (
            <>
              , {isOver ? 'expired' : 'expires in'}{' '}
              <Time iso={link.expiresAt} style={isOver ? 'ago' : 'left'} />
            </>
          )}
        </p>
      </div>
      <AskedButton
        label="Revoke"
        name={title}
        verb="Revoke the link"
        question="Whoever has this link sees nothing more of the bin, at once. Pages open with it say so; what they show already stays on their screens."
        act={onRevoke}
      />
    </li>
  );
}

/** The room of a row, while it is fetched: what stands below seldom moves then. */
export function LinkRowToCome() {
  return (
    <li className="flex items-center py-2">
      <Turning />
      <div className="invisible">
        <div>Link</div>
        <p className="mt-0.5 text-small">Made</p>
      </div>
    </li>
  );
}
