'use client';

import { useCallback, useEffect, useState } from 'react';
import type { LinkJson } from '#components/api/bins.ts';
import { isAbort } from '#components/api/call.ts';
import { Time } from '#components/frame/time.tsx';
import { announce } from '#components/ui/announcer.tsx';
import { Button } from '#components/ui/button.tsx';
import { noticeTrouble } from '#components/ui/notices.tsx';
import { useInspection } from './inspection.tsx';
import { useSharedLink } from './use-shared-link.ts';

const roleWords = { owner: 'Owner', editor: 'May edit', viewer: 'View only' } as const;

/** The links that open this bin, and the way to take one back. */
export function LinkList() {
  const { api } = useInspection();
  const { shared, forget } = useSharedLink();
  const [links, setLinks] = useState<LinkJson[] | null>(null);

  const fetchLinks = useCallback(
    async (signal?: AbortSignal) => {
      try {
        setLinks((await api.links(signal)).links);
      } catch (error) {
        if (!isAbort(error)) noticeTrouble('The links could not be listed.', error);
      }
    },
    [api],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: a link that was made is new in the list.
  useEffect(() => {
    const leaving = new AbortController();
    void fetchLinks(leaving.signal);
    return () => leaving.abort();
  }, [fetchLinks, shared?.id]);

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

  const others = links?.filter((link) => link.role !== 'owner') ?? [];
  if (others.length === 0) return null;
  return (
    <section className="mt-5">
      <h3 className="font-medium">Links that open this bin</h3>
      <ul className="mt-1">
        {others.map((link) => (
          <li key={link.id} className="flex items-center py-2 gap-3 border-faint border-b last:border-b-0">
            <span className="min-w-0 flex-1">
              {link.label ?? roleWords[link.role]}
              <span className="block text-quiet text-small">
                {link.label !== null && `${roleWords[link.role]}, `}made{' '}
                <Time iso={link.createdAt} style="ago" />,{' '}
                {link.lastUsedAt ? (
                  <>
                    used <Time iso={link.lastUsedAt} style="ago" />
                  </>
                ) : (
                  'never used'
                )}
              </span>
            </span>
            <Button look="danger" onClick={() => revoke(link)}>
              Revoke
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
