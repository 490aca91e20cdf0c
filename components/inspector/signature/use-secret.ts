'use client';

import { useCallback } from 'react';
import { signatureSecretName } from '#components/bin/kept-secrets.ts';
import { useStored } from '#components/frame/use-stored.ts';
import { usePassing } from './use-passing.ts';

/** A secret to check signatures with; empty while nobody has given it. It never leaves this browser. */
export type Secret = {
  readonly text: string;
  /** In the browser's storage, for all its tabs; else until the page is left. */
  readonly kept: boolean;
};

/** The secret of a provider for a bin, and how to change it. */
export function useSecret(binKey: string, provider: string): [Secret, (secret: Secret) => void] {
  const name = signatureSecretName(binKey, provider);
  const [stored, store] = useStored(name);
  const [passing, pass] = usePassing(name);
  const change = useCallback(
    ({ text, kept }: Secret) => {
      pass(kept ? null : text);
      store(kept ? text : null);
    },
    [pass, store],
  );
  return [{ text: stored ?? passing ?? '', kept: stored !== null }, change];
}
