'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { isAbort, type Trouble, troubleFrom } from '#components/api/call.ts';
import { announce } from '#components/ui/announcer.tsx';
import { Button } from '#components/ui/button.tsx';
import { countOf } from '#components/ui/count-words.ts';
import { noticeTrouble } from '#components/ui/notices.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import type { LinkJson } from '#lib/model/link-json.ts';
import { useInspection } from '../context/inspection.tsx';
import { useKnownLinks } from './known-links.ts';
import { LinkRow, LinkRowPlaceholder, NoLinks } from './link-row.tsx';
import { linkList } from './words.ts';

type Props = {
  /** The link that was just created, which has a button to copy it elsewhere. A change fetches the list again. */
  created: number | null;
  /** How many pages show the bin: a change fetches the list again. */
  present: number;
  /** Called when the list was fetched, or could not be. */
  onListed: () => void;
  onRevoked: (id: number) => void;
};

/** How often the list is fetched again, milliseconds: links are also used without a page, and where the channel is cut. */
const refreshInterval = 15_000;
/** How many links are listed at first, the newest. */
const mostListed = 4;

/** The links to this bin as they are used now, the newest first, each with buttons to copy and to revoke it. */
export function LinkList({ created, present, onListed, onRevoked }: Props) {
  const { api } = useInspection();
  const { known, keepOnly } = useKnownLinks();
  const [links, setLinks] = useState<LinkJson[] | null>(null);
  /** The links that were revoked here. Their rows stay, so that nothing slides under the pointer. */
  const revoked = useRef<Set<number>>(new Set());
  const [isLong, setLong] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);

  const fetchLinks = useCallback(
    async (signal?: AbortSignal) => {
      try {
        const { links } = await api.links(signal);
        setLinks((now) => withRevoked(links.toReversed(), now ?? [], revoked.current));
        keepOnly(links);
        setTrouble(null);
      } catch (error) {
        if (isAbort(error)) return;
        setTrouble(troubleFrom(error));
      }
      onListed();
    },
    [api, keepOnly, onListed],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: a created link is new in the list, and viewers use links.
  useEffect(() => {
    const leaving = new AbortController();
    void fetchLinks(leaving.signal);
    const timer = setInterval(() => void fetchLinks(leaving.signal), refreshInterval);
    return () => {
      clearInterval(timer);
      leaving.abort();
    };
  }, [fetchLinks, created, present]);

  async function revoke(link: LinkJson): Promise<void> {
    try {
      await api.removeLink(link.id);
      announce(linkList.announceRevoked);
    } catch (error) {
      return noticeTrouble(linkList.notRevoked, error);
    }
    revoked.current.add(link.id);
    setLinks((now) => now && [...now]);
    keepOnly((links ?? []).filter(({ id }) => !revoked.current.has(id)));
    onRevoked(link.id);
  }

  const owners = links?.filter(({ role, expiresAt }) => role === 'owner' && expiresAt === null) ?? [];
  const shown = links?.filter((link) => !(owners.length === 1 && owners[0] === link)) ?? [];
  const urlOf = ({ id }: LinkJson) => known.find((link) => link.id === id)?.inspectUrl ?? null;
  const listed = isLong ? shown : shown.slice(0, mostListed);
  if (trouble) return <TroubleNote trouble={trouble} onRetry={() => void fetchLinks()} />;
  return (
    <section aria-busy={!links}>
      <h3 className="font-medium">{linkList.title}</h3>
      <ul className="mt-1">
        {links === null ? (
          Array.from({ length: Math.min(mostListed, Math.max(1, known.length)) }, (_, place) => (
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
              url={link.id === created ? null : urlOf(link)}
              isRevoked={revoked.current.has(link.id)}
              onRevoke={() => revoke(link)}
            />
          ))
        )}
      </ul>
      {shown.length > listed.length && (
        <Button look="quiet" className="-ml-2.5" onClick={() => setLong(true)}>
          {linkList.showAll(countOf(shown.length, 'link'))}
        </Button>
      )}
      {shown.some((link) => urlOf(link) === null && !revoked.current.has(link.id)) && (
        <p className="mt-1 text-quiet text-small">{linkList.unknown}</p>
      )}
    </section>
  );
}

/** The fetched links, with those that were revoked here in the places they had. */
function withRevoked(
  fetched: readonly LinkJson[],
  before: readonly LinkJson[],
  revoked: ReadonlySet<number>,
): LinkJson[] {
  const links = fetched.filter(({ id }) => !revoked.has(id));
  for (const [place, link] of before.entries()) if (revoked.has(link.id)) links.splice(place, 0, link);
  return links;
}
