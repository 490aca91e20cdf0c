import { EyeOff, FileText, Radio } from 'lucide-react';
import type { LinkJson } from '#components/api/bins.ts';
import { Time } from '#components/frame/time.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { ConfirmButton } from '#components/ui/confirm-button.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { textWith } from '#components/ui/text-with.tsx';
import { linkRow, roleWords } from './words.ts';

/** One link: its label, permission, scope and last use, with a button to revoke it. */
export function LinkRow({ link, onRevoke }: { link: LinkJson; onRevoke: () => Promise<void> }) {
  const title = link.label ?? roleWords[link.role].title;
  const isExpired = link.expiresAt !== null && Date.parse(link.expiresAt) <= Date.now();
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 border-faint border-b py-2 last:border-b-0">
      <div className="min-w-0 flex-1 basis-56">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="min-w-0 truncate">{title}</span>
          {link.captureSeq !== null && (
            <Chip icon={<FileText aria-hidden />}>{linkRow.oneRequest(link.captureSeq)}</Chip>
          )}
          {link.redaction !== null && <Chip icon={<EyeOff aria-hidden />}>{linkRow.masked}</Chip>}
          {link.open > 0 && (
            <Chip tone="good" icon={<Radio aria-hidden />}>
              {linkRow.open(link.open)}
            </Chip>
          )}
        </div>
        <p className="mt-0.5 text-quiet text-small">
          {link.label !== null && `${roleWords[link.role].title} · `}
          {textWith(link.label === null ? linkRow.createdFirst : linkRow.created, {
            time: <Time iso={link.createdAt} style="ago" />,
          })}
          {' · '}
          {link.lastUsedAt
            ? textWith(linkRow.used, { time: <Time iso={link.lastUsedAt} style="ago" /> })
            : linkRow.neverUsed}
          {link.expiresAt && (
            <>
              {' · '}
              {textWith(isExpired ? linkRow.expired : linkRow.expiresIn, {
                time: <Time iso={link.expiresAt} style={isExpired ? 'ago' : 'left'} />,
              })}
            </>
          )}
        </p>
      </div>
      <ConfirmButton
        label={linkRow.revoke}
        name={title}
        verb={linkRow.revokeVerb}
        question={linkRow.revokeConsequence}
        act={onRevoke}
      />
    </li>
  );
}

/** Takes the place of a row while the links are fetched, so that the content below seldom moves. */
export function LinkRowPlaceholder() {
  return (
    <li className="flex items-center py-2">
      <Spinner />
      <div className="invisible">
        <div>{'\u00a0'}</div>
        <p className="mt-0.5 text-small">{'\u00a0'}</p>
      </div>
    </li>
  );
}
