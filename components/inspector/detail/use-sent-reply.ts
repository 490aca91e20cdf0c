'use client';

import { useEffect, useState } from 'react';
import type { CaptureJson, ReplyContent, ReplyJson } from '#lib/model/capture-json.ts';
import { useInspection } from '../inspection.tsx';

/**
 * Headers and body of the reply to a request that has been answered; null while they are fetched, and where they were not
 * recorded. A request that was fetched before its answer is fetched once more.
 */
export function useSentReply(seq: number, capture: CaptureJson | null): ReplyContent | null {
  const { captures } = useInspection();
  const [later, setLater] = useState<CaptureJson | null>(null);
  const isEarly = capture !== null && capture.reply === null;
  useEffect(() => {
    if (!isEarly) return;
    const leaving = new AbortController();
    // Without what was sent the facts are still there.
    captures.loadAnswered(seq, leaving.signal).then(setLater, () => {});
    return () => leaving.abort();
  }, [captures, seq, isEarly]);
  return contentOf((isEarly && later?.seq === seq ? later : capture)?.reply);
}

function contentOf(reply: ReplyJson | null | undefined): ReplyContent | null {
  return reply?.headers && reply.body ? { headers: reply.headers, body: reply.body } : null;
}
