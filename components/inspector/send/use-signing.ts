'use client';

import { useEffect, useMemo, useState } from 'react';
import type { UnchangedReplay } from '#lib/providers/replay/failing-checks.ts';
import type { ReplayMode } from '#lib/providers/replay/prepare-replay.ts';
import type { Signed } from '#lib/providers/signature/scheme.ts';
import { useInspection } from '../context/inspection.tsx';
import { modeFor, type SendTo } from '../destination/remembered.ts';
import { useRemembered } from '../destination/use-remembered.ts';
import { type Secret, useSigningSecret } from '../signature/use-signing-secret.ts';
import { type SigningQuestion, signingQuestion, unchangedReplay } from './signing.ts';
import type { Source } from './source.ts';

export type Signing = {
  readonly question: SigningQuestion;
  /** Null until it is chosen: with the signature it has, the receiver would reject the request. */
  readonly mode: ReplayMode | null;
  /** What a person chose in this window; null while `mode` is what is remembered or usual. */
  readonly chosen: ReplayMode | null;
  readonly setMode: (mode: ReplayMode) => void;
  readonly isRemembered: boolean;
  readonly secret: Secret;
  readonly setSecret: (secret: Secret) => void;
  readonly unchanged: UnchangedReplay;
};

/** How the request is signed: what was chosen or is remembered for the destination, and the secret in this browser. */
export function useSigning(source: Source, request: Signed | null, to: SendTo): Signing | null {
  const { bin } = useInspection();
  const question = useMemo(() => signingQuestion(source), [source]);
  const [secret, setSecret] = useSigningSecret(bin.key, question?.secretName ?? '');
  const [remembered] = useRemembered(bin.key);
  // It stays while the URL is typed: only a person changes what a person chose.
  const [choice, setChoice] = useState<ReplayMode | null>(null);
  const now = useCurrentTime(question !== null);
  const unchanged = useMemo(
    () =>
      question && request
        ? unchangedReplay(source, question, request, now)
        : { failing: [], acceptedUntil: null },
    [source, question, request, now],
  );
  if (question === null) return null;
  const known = source.is === 'capture' ? modeFor(remembered, to) : null;
  const offered = known !== null && question.modes.includes(known) ? known : null;
  const chosen = choice !== null && question.modes.includes(choice) ? choice : null;
  const mode =
    chosen ??
    offered ??
    usualMode(source, question, { secret, isRejected: to !== 'self' && unchanged.failing.length > 0 });
  return {
    question,
    mode,
    chosen,
    setMode: setChoice,
    isRemembered: offered !== null && offered === mode,
    secret,
    setSecret,
    unchanged,
  };
}

/** The mode when nothing was chosen: a sample is signed if there is a secret; a request is sent as it was if that is accepted. */
function usualMode(
  source: Source,
  { modes }: SigningQuestion,
  { secret, isRejected }: { secret: Secret; isRejected: boolean },
): ReplayMode | null {
  if (source.is === 'sample') return secret.text === '' ? 'as-it-was' : modes.at(-1)!;
  return isRejected && modes.length > 1 ? null : 'as-it-was';
}

/** The time, renewed every five seconds while it is needed: a timestamp gets too old while the window is open. */
function useCurrentTime(isNeeded: boolean): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!isNeeded) return;
    const timer = setInterval(() => setNow(Date.now()), 5000);
    return () => clearInterval(timer);
  }, [isNeeded]);
  return now;
}
