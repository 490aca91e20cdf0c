'use client';

import { useCallback, useMemo } from 'react';
import { type KnownLink, knownLinksOf, withBinChanged } from '#components/bin/saved-bins.ts';
import { changeSavedBins, savedBins, useSavedBins } from '#components/bin/use-saved-bins.ts';
import type { LinkJson, NewLinkJson } from '#lib/model/link-json.ts';
import { useInspection } from '../context/inspection.tsx';

/** The links of this bin whose addresses this browser knows, since it created them; the server keeps only their digests. */
export function useKnownLinks() {
  const { bin } = useInspection();
  const saved = useSavedBins().find(({ key }) => key === bin.key);
  const known = useMemo(() => (saved ? knownLinksOf(saved) : []), [saved]);

  const change = useCallback(
    (changed: (links: readonly KnownLink[]) => readonly KnownLink[]) => {
      const saved = savedBins().find(({ key }) => key === bin.key);
      if (!saved) return;
      const before = knownLinksOf(saved);
      const links = changed(before);
      if (links.length === before.length) return;
      changeSavedBins((bins) => withBinChanged(bins, bin.key, { links }));
    },
    [bin.key],
  );
  /** Adds a link that was created here. */
  const add = useCallback(
    ({ id, inspectUrl, label, role, captureSeq, redaction, expiresAt }: NewLinkJson) =>
      change((links) => [
        { id, inspectUrl, label, role, captureSeq, redacted: redaction !== null, expiresAt },
        ...links,
      ]),
    [change],
  );
  /** Forgets the links that the bin no longer has. */
  const keepOnly = useCallback(
    (listed: readonly LinkJson[]) =>
      change((links) => links.filter(({ id }) => listed.some((link) => link.id === id))),
    [change],
  );
  return { known, add, keepOnly };
}
