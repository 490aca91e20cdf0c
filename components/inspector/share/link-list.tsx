'use client';

import { type ReactNode, useCallback, useEffect, useState } from 'react';
import type { LinkJson } from '#components/api/bins.ts';
import { isAbort, type Trouble, troubleFrom } from '#components/api/call.ts';
import { announce } from '#components/ui/announcer.tsx';
import { noticeTrouble } from '#components/ui/notices.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { useInspection } from '../inspection.tsx';
import { LinkRow } from './link-row.tsx';
import { useSharedLink } from './use-shared-link.ts';

type Props = {
  /** Changes when there is a new link. */
  made: number;
  /** What stands below, once it is known how much is above it. */
  children: ReactNode;
};

/** The links that open this bin, and the way to take one back. */
export function LinkList({ made, children }: Props) {
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
        if (!isAbort(error)) setTrouble(troubleFrom(error));
      }
    },
    [api],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: a link that was made is new in the list.
  useEffect(() => {
    const leaving = new AbortController();
    void fetchLinks(leaving.signal);
    return () => leaving.abort();
  }, [fetchLinks, shared?.id, made]);

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
  if (!links && !trouble) return null;
  return (
    <>
      {trouble && (
        <section className="mt-5">
          <TroubleNote trouble={trouble} onRetry={() => void fetchLinks()} />
        </section>
      )}
      {!trouble && shown.length > 0 && (
        <section className="mt-5">
          <h3 className="font-medium">Links that open this bin</h3>
          <ul className="mt-1">
            {shown.map((link) => (
              <LinkRow key={link.id} link={link} onRevoke={() => revoke(link)} />
            ))}
          </ul>
        </section>
      )}
      {children}
    </>
  );
}
