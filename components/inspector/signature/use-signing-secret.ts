'use client';

import { useCallback } from 'react';
import { signingSecretName } from '#components/bin/kept-with-bin.ts';
import { storedChoice } from '#components/frame/stored-choices.ts';
import { useStored } from '#components/frame/use-stored.ts';
import { pageState, usePageState } from './use-page-state.ts';

/** A secret to verify signatures with; `text` is empty until it is entered. It never leaves this browser. */
export type Secret = {
  readonly text: string;
  /** True: stored in the browser, for all its tabs. False: lost when the page is left. */
  readonly isSaved: boolean;
};

/** The secret of a provider for a bin, and how to change it. */
export function useSigningSecret(binKey: string, provider: string): [Secret, (secret: Secret) => void] {
  const name = signingSecretName(binKey, provider);
  const [stored, setStored] = useStored(name);
  const [entered, setEntered] = usePageState(name);
  const change = useCallback(
    ({ text, isSaved }: Secret) => {
      setEntered(isSaved ? null : text);
      setStored(isSaved ? text : null);
    },
    [setEntered, setStored],
  );
  return [{ text: stored ?? entered ?? '', isSaved: stored !== null }, change];
}

/** The secret outside React; empty until it is entered. */
export function signingSecret(binKey: string, provider: string): string {
  const name = signingSecretName(binKey, provider);
  return storedChoice(name) ?? pageState(name) ?? '';
}
