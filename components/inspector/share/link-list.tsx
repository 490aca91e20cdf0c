'use client';

import { useCallback, useEffect, useState } from 'react';
import type { LinkJson } from '#components/api/bins.ts';
import { isAbort, type Trouble, troubleFrom } from '#components/api/call.ts';
import { announce } from '#components/ui/announcer.tsx';
import { noticeTrouble } from '#components/ui/notices.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { useInspection } from '../context/inspection.tsx';
import { LinkRow, LinkRowPlaceholder } from './link-row.tsx';
import { useSharedLink } from './use-shared-link.ts';
import { linkList } from './words.ts';

type Props = {
  /** The number of links created here: a change fetches the list again. */
  created: number;
  /** Whether the list may be fetched now. */
  isReady: boolean;
  /** Called when the list was fetched, or could not be. */
  onListed: () => void;
};

/** The links to this bin, each with a button to revoke it. */
export function LinkList({ created, isReady, onListed }: Props) {
  const { api } = useInspection();
  const { shared, forget } = useSharedLink();
  const [links, setLinks] = useState<LinkJson[] | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);

  const fetchLinks = useCallback(
    async (signal?: AbortSignal) => {
      try {
        setLinks((await api.links(signal)).links);
        setTrouble(null);
      } catch (error) {
        if (isAbort(error)) return;
        setTrouble(troubleFrom(error));
      }
      onListed();
    },
    [api, onListed],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: a created link is new in the list.
  useEffect(() => {
    if (!isReady) return;
    const leaving = new AbortController();
    void fetchLinks(leaving.signal);
    return () => leaving.abort();
  }, [fetchLinks, isReady, shared?.id, created]);

  async function revoke(link: LinkJson): Promise<void> {
    try {
      await api.removeLink(link.id);
      announce(linkList.announceRevoked);
    } catch (error) {
      return noticeTrouble(linkList.notRevoked, error);
    }
    setLinks((now) => now?.filter(({ id }) => id !== link.id) ?? null);
    if (shared?.id === link.id) forget();
  }

  const owners = links?.filter(({ role, expiresAt }) => role === 'owner' && expiresAt === null) ?? [];
  const shown = links?.filter((link) => !(owners.length === 1 && owners[0] === link)) ?? [];
  if (trouble) {
    return (
      <section className="mt-5">
        <TroubleNote trouble={trouble} onRetry={() => void fetchLinks()} />
      </section>
    );
  }
  if (links && shown.length === 0) return null;
  return (
    <section className="mt-5" aria-busy={!links}>
      <h3 className="font-medium">{linkList.title}</h3>
      <ul className="mt-1">
        {links ? (
          shown.map((link) => <LinkRow key={link.id} link={link} onRevoke={() => revoke(link)} />)
        ) : (
          <LinkRowPlaceholder />
        )}
      </ul>
    </section>
  );
}
