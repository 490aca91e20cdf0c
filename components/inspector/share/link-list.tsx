'use client';

import { useCallback, useEffect, useState } from 'react';
import type { LinkJson } from '#components/api/bins.ts';
import { isAbort, type Trouble, troubleFrom } from '#components/api/call.ts';
import { announce } from '#components/ui/announcer.tsx';
import { noticeTrouble } from '#components/ui/notices.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { useInspection } from '../inspection.tsx';
import { LinkRow, LinkRowToCome } from './link-row.tsx';
import { useSharedLink } from './use-shared-link.ts';

type Props = {
  /** Changes when there is a new link. */
  made: number;
  /** Whether they can be fetched. */
  isReady: boolean;
  /** Called when they are there, or could not be fetched. */
  onListed: () => void;
};

/** The links that open this bin, and the way to take one back. */
export function LinkList({ made, isReady, onListed }: Props) {
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

  // biome-ignore lint/correctness/useExhaustiveDependencies: a link that was made is new in the list.
  useEffect(() => {
    if (!isReady) return;
    const leaving = new AbortController();
    void fetchLinks(leaving.signal);
    return () => leaving.abort();
  }, [fetchLinks, isReady, shared?.id, made]);

  async function revoke(link: LinkJson): Promise<void> {
    try {
      await api.removeLink(link.id);
      announce('Link revoked');
    } catch (error) {
      return noticeTrouble('The link was not revoked.', error);
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
      <h3 className="font-medium">Links that open this bin</h3>
      <ul className="mt-1">
        {links ? (
          shown.map((link) => <LinkRow key={link.id} link={link} onRevoke={() => revoke(link)} />)
        ) : (
          <LinkRowToCome />
        )}
      </ul>
    </section>
  );
}
