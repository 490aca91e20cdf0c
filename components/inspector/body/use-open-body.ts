'use client';

import { useEffect, useMemo, useState } from 'react';
import type { BodyKindId } from '#lib/body/index.ts';
import { fetchReader, type OpenBody, openBody } from './open-body.ts';

/** A body opened as one of its kinds, once what reads that kind is here. */
export function useOpenBody(kind: BodyKindId, bytes: Uint8Array, contentType: string | null): OpenBody {
  const [fetched, setFetched] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever a reader has come.
  const body = useMemo(() => openBody(kind, bytes, contentType), [kind, bytes, contentType, fetched]);
  const isOpening = body.kind === 'opening';
  useEffect(() => {
    if (!isOpening) return;
    fetchReader(kind).then(
      () => setFetched((count) => count + 1),
      (error) =>
        // To the page around, which offers to load it anew.
        setFetched(() => {
          throw error;
        }),
    );
  }, [isOpening, kind]);
  return body;
}
