import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { countOf } from '#components/ui/count-words.ts';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { LinkRow, LinkRowPlaceholder, NoLinks } from './link-row.tsx';
import type { Links } from './use-links.ts';
import { linkList } from './words.ts';

type Props = {
  links: Links;
  /** The link that was just created, which has a button to copy it elsewhere. */
  created: number | null;
};

/** How many links are listed at first, the newest. */
const mostListed = 4;

/** The links to this bin, the newest first, each with buttons to copy and to revoke it. */
export function LinkList({ links, created }: Props) {
  const { all, trouble, knownCount, isRevoked, urlOf } = links;
  const [isLong, setLong] = useState(false);
  const owners = all?.filter(({ role, expiresAt }) => role === 'owner' && expiresAt === null) ?? [];
  const shown = all?.filter((link) => !(owners.length === 1 && owners[0] === link)) ?? [];
  const listed = isLong ? shown : shown.slice(0, mostListed);
  if (trouble) return <TroubleNote trouble={trouble} onRetry={links.fetchAgain} />;
  return (
    <section aria-busy={!all}>
      <h3 className="font-medium">{linkList.title}</h3>
      <ul className="mt-1">
        {all === null ? (
          Array.from({ length: Math.min(mostListed, Math.max(1, knownCount)) }, (_, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: placeholders are all alike.
            <LinkRowPlaceholder key={place} />
          ))
        ) : shown.length === 0 ? (
          <NoLinks />
        ) : (
          listed.map((link) => (
            <LinkRow
              key={link.id}
              link={link}
              url={link.id === created ? null : urlOf(link.id)}
              isRevoked={isRevoked(link.id)}
              onRevoke={() => links.revoke(link.id)}
            />
          ))
        )}
      </ul>
      {shown.length > listed.length && (
        <Button look="quiet" className="-ml-2.5" onClick={() => setLong(true)}>
          {linkList.showAll(countOf(shown.length, 'link'))}
        </Button>
      )}
      {shown.some(({ id }) => urlOf(id) === null && !isRevoked(id)) && (
        <p className="mt-1 text-quiet text-small">{linkList.unknown}</p>
      )}
    </section>
  );
}
