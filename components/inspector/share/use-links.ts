'use client';

import { useCallback, useEffect, useState } from 'react';
import { isAbort, type Trouble, troubleFrom } from '#components/api/call.ts';
import { announce } from '#components/ui/announcer.tsx';
import { noticeTrouble } from '#components/ui/notices.tsx';
import type { LinkJson, NewLinkJson } from '#lib/model/link-json.ts';
import { useInspection } from '../context/inspection.tsx';
import { useKnownLinks } from './known-links.ts';
import { linkList } from './words.ts';

/** The links to a bin, and what is done with them. */
export type Links = {
  /** The newest first; null until they were fetched. Links that were revoked here stay, so that nothing slides under the pointer. */
  readonly all: readonly LinkJson[] | null;
  /** They were fetched, or could not be. */
  readonly isSettled: boolean;
  readonly trouble: Trouble | null;
  /** How many links this browser can copy. */
  readonly knownCount: number;
  isRevoked(id: number): boolean;
  /** The address of a link; null where this browser does not know it. */
  urlOf(id: number): string | null;
  fetchAgain(): void;
  /** Adds a link that was created here. */
  add(link: NewLinkJson): void;
  /** Revokes a link. A notice says if this fails. */
  revoke(id: number): Promise<void>;
};

type Listed = { readonly all: readonly LinkJson[] | null; readonly revoked: ReadonlySet<number> };

/** How often the list is fetched again, milliseconds: links are also used without a page, and where the channel is cut. */
const refreshInterval = 15_000;

/** The links to this bin as they are used now. `present` is how many pages show the bin: a change fetches the links again. */
export function useLinks(present: number): Links {
  const { api } = useInspection();
  const { known, add, keepOnly } = useKnownLinks();
  const [{ all, revoked }, setListed] = useState<Listed>({ all: null, revoked: new Set() });
  const [isSettled, setSettled] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [createdCount, setCreatedCount] = useState(0);

  const fetchLinks = useCallback(
    async (signal?: AbortSignal) => {
      try {
        const { links } = await api.links(signal);
        setListed((now) => withFetched(now, links.toReversed()));
        keepOnly(links);
        setTrouble(null);
      } catch (error) {
        if (isAbort(error)) return;
        setTrouble(troubleFrom(error));
      }
      setSettled(true);
    },
    [api, keepOnly],
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
  }, [fetchLinks, createdCount, present]);

  return {
    all,
    isSettled,
    trouble,
    knownCount: known.length,
    isRevoked: (id) => revoked.has(id),
    urlOf: (id) => known.find((link) => link.id === id)?.inspectUrl ?? null,
    fetchAgain: () => void fetchLinks(),
    add(link) {
      add(link);
      setCreatedCount((count) => count + 1);
    },
    async revoke(id) {
      try {
        await api.removeLink(id);
      } catch (error) {
        return noticeTrouble(linkList.notRevoked, error);
      }
      announce(linkList.announceRevoked);
      setListed((now) => ({ ...now, revoked: new Set([...now.revoked, id]) }));
      keepOnly((all ?? []).filter((link) => link.id !== id && !revoked.has(link.id)));
    },
  };
}

/** The fetched links, with those that were revoked here in the places they had. */
function withFetched({ all, revoked }: Listed, fetched: readonly LinkJson[]): Listed {
  const links = fetched.filter(({ id }) => !revoked.has(id));
  for (const [place, link] of (all ?? []).entries()) if (revoked.has(link.id)) links.splice(place, 0, link);
  return { all: links, revoked };
}
