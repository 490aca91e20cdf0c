'use client';

import { useCallback, useEffect, useState } from 'react';
import { isAbort, type Trouble, troubleFrom } from '#components/api/call.ts';
import { announce } from '#components/ui/announcer.tsx';
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

/** The links to this bin as they are used now, each with buttons to copy and to revoke it. */
export function LinkList({ created, present, onListed, onRevoked }: Props) {
  const { api } = useInspection();
  const { known, keepOnly } = useKnownLinks();
  const [links, setLinks] = useState<LinkJson[] | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);

  const fetchLinks = useCallback(
    async (signal?: AbortSignal) => {
      try {
        const { links } = await api.links(signal);
        setLinks(links);
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
    const left = links?.filter(({ id }) => id !== link.id) ?? [];
    setLinks(left);
    keepOnly(left);
    onRevoked(link.id);
  }

  const owners = links?.filter(({ role, expiresAt }) => role === 'owner' && expiresAt === null) ?? [];
  const shown = links?.filter((link) => !(owners.length === 1 && owners[0] === link)) ?? [];
  const urlOf = ({ id }: LinkJson) => known.find((link) => link.id === id)?.inspectUrl ?? null;
  if (trouble) {
    return (
      <section className="mt-5">
        <TroubleNote trouble={trouble} onRetry={() => void fetchLinks()} />
      </section>
    );
  }
  return (
    <section className="mt-5" aria-busy={!links}>
      <h3 className="font-medium">{linkList.title}</h3>
      <ul className="mt-1">
        {links === null ? (
          <LinkRowPlaceholder />
        ) : shown.length === 0 ? (
          <NoLinks />
        ) : (
          shown.map((link) => (
            <LinkRow
              key={link.id}
              link={link}
              url={link.id === created ? null : urlOf(link)}
              onRevoke={() => revoke(link)}
            />
          ))
        )}
      </ul>
      {shown.some((link) => urlOf(link) === null) && (
        <p className="mt-1 text-quiet text-small">{linkList.unknown}</p>
      )}
    </section>
  );
}
