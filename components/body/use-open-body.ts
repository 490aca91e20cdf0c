'use client';

import { useEffect, useMemo, useState } from 'react';
import type { BodyKindId } from '#lib/body/index.ts';
import { fetchReader, type OpenBody, openBody } from './open-body.ts';

/** A body read as a kind; `opening` until the reader of that kind is loaded. */
export function useOpenBody(kind: BodyKindId, bytes: Uint8Array, contentType: string | null): OpenBody {
  const [loadCount, setLoadCount] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever a reader is loaded.
  const body = useMemo(() => openBody(kind, bytes, contentType), [kind, bytes, contentType, loadCount]);
  const isOpening = body.kind === 'opening';
  useEffect(() => {
    if (!isOpening) return;
    fetchReader(kind).then(
      () => setLoadCount((count) => count + 1),
      (error) =>
        // The error boundary around it offers to load it again.
        setLoadCount(() => {
          throw error;
        }),
    );
  }, [isOpening, kind]);
  return body;
}
