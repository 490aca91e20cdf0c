'use client';

import { useCallback, useMemo } from 'react';
import type { Compared } from '#lib/diff/requests.ts';
import { diffInWorker } from '../compare/diff-in-worker.ts';
import { LoadedDiff } from '../compare/loaded-diff.tsx';
import { bodyBytes, type Draft, sentHeaders } from './draft.ts';
import { draftFields as words } from './words.ts';

type Props = {
  label: string;
  draft: Draft;
  /** The target that it is sent to. */
  target: string;
};

const none = new Uint8Array();

/** How a draft differs from the request that it began with, in the view that compares two requests. */
export function Comparison({ label, draft, target }: Props) {
  const { base } = draft;
  const bytes = bodyBytes(draft);
  const isBodyKnown = base.body !== null && bytes instanceof Uint8Array;
  const before = useMemo(
    (): Compared => ({
      method: base.method,
      path: base.target.path,
      headers: base.headers,
      body: isBodyKnown ? base.body! : none,
    }),
    [base, isBodyKnown],
  );
  const compare = useCallback(
    (signal: AbortSignal) => {
      const after = {
        method: draft.method,
        path: target,
        headers: sentHeaders(draft),
        body: isBodyKnown ? bytes : none,
      };
      return diffInWorker(before, after, signal);
    },
    [before, draft, target, bytes, isBodyKnown],
  );
  return (
    <LoadedDiff label={label} compare={compare} same={words.noDifference} className="mt-2">
      {!isBodyKnown && <p className="text-quiet text-small">{words.bodyNotCompared}</p>}
    </LoadedDiff>
  );
}
