import { Radio } from 'lucide-react';
import { useRef, useState } from 'react';
import { Time } from '#components/frame/time.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { ConfirmButton } from '#components/ui/confirm-button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { textWith } from '#components/ui/text-with.tsx';
import type { LinkJson } from '#lib/model/link-json.ts';
import { LinkFacts } from './link-facts.tsx';
import { linkList, linkRow, roleWords, titleOf } from './words.ts';

type Props = {
  link: LinkJson;
  /** Its address; null where this browser does not know it. */
  url: string | null;
  /** It was revoked while this list was open. */
  isRevoked: boolean;
  onRevoke: () => Promise<void>;
};

/** One link: its name, permission, scope and use, with buttons to copy and to revoke it. */
export function LinkRow({ link, url, isRevoked, onRevoke }: Props) {
  const title = titleOf(link);
  const row = useRef<HTMLLIElement>(null);
  const [heightBefore, setHeightBefore] = useState<number>();
  const isExpired = link.expiresAt !== null && Date.parse(link.expiresAt) <= Date.now();
  if (isRevoked) {
    return (
      // As high as with the question, so that what is below stays where it is.
      <li
        style={{ minHeight: heightBefore }}
        className="flex flex-col border-faint border-b py-2 last:border-b-0"
      >
        <p className="truncate text-quiet line-through">{title}</p>
        <p className="mt-2 flex flex-1 items-center rounded-control bg-panel px-3 py-2 text-small">
          {linkRow.revoked}
        </p>
      </li>
    );
  }
  return (
    <li
      ref={row}
      className="flex flex-wrap items-center gap-x-2 gap-y-2 border-faint border-b py-2 last:border-b-0"
    >
      <div className="min-w-0 flex-1 basis-56">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="min-w-0 truncate">{title}</span>
          <LinkFacts link={link} />
          {link.open > 0 && (
            <Chip tone="good" icon={<Radio aria-hidden />}>
              {linkRow.viewing(link.open)}
            </Chip>
          )}
        </div>
        <p className="mt-0.5 text-quiet text-small">
          {`${roleWords[link.role].title} · `}
          {textWith(linkRow.created, { time: <Time iso={link.createdAt} style="ago" /> })}
          {link.open === 0 && (
            <>
              {' · '}
              {link.lastUsedAt
                ? textWith(linkRow.used, { time: <Time iso={link.lastUsedAt} style="ago" /> })
                : linkRow.neverUsed}
            </>
          )}
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
      {url !== null && <CopyButton text={url} name={title} label={linkRow.copy} />}
      <ConfirmButton
        label={linkRow.revoke}
        name={title}
        verb={linkRow.revokeVerb}
        question={linkRow.revokeConsequence}
        act={() => {
          setHeightBefore(row.current?.offsetHeight);
          return onRevoke();
        }}
      />
    </li>
  );
}

/** Takes the place of a row where there is none. */
export function NoLinks() {
  return (
    <li className="py-2">
      <div>{linkList.none}</div>
      <p className="mt-0.5 text-quiet text-small">{linkList.noneHint}</p>
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
