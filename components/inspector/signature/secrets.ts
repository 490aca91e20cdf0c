'use client';

import { useCallback, useSyncExternalStore } from 'react';
import { signatureSecretsName, storeChoice, storedChoice } from '#components/frame/stored-choices.ts';
import { valueStore } from '#components/ui/value-store.ts';

/** A secret to check signatures with. It never leaves this browser. */
export type Secret = { readonly text: string; readonly kept: boolean };

type Secrets = Readonly<Record<string, Secret>>;

const none: Secret = { text: '', kept: false };

/** Until the page is left, by bin and provider; those that are to be kept are in the browser's storage too. */
const secrets = valueStore<Secrets | null>(null);

function read(): Secrets {
  const known = secrets.get() ?? fromStorage();
  if (secrets.get() === null) secrets.set(known);
  return known;
}

function fromStorage(): Secrets {
  try {
    const kept = JSON.parse(storedChoice(signatureSecretsName) ?? '{}') as Record<string, unknown>;
    return Object.fromEntries(
      Object.entries(kept).flatMap(([name, text]) =>
        typeof text === 'string' ? [[name, { text, kept: true }]] : [],
      ),
    );
  } catch {
    return {};
  }
}

function write(name: string, secret: Secret): void {
  const { [name]: _, ...others } = read();
  const next = secret.text === '' && !secret.kept ? others : { ...others, [name]: secret };
  secrets.set(next);
  const kept = Object.entries(next).filter(([, { text, kept: isKept }]) => isKept && text !== '');
  const texts = Object.fromEntries(kept.map(([key, { text }]) => [key, text]));
  storeChoice(signatureSecretsName, kept.length === 0 ? null : JSON.stringify(texts));
}

/** The secret of a provider for a bin, and how to change it. Empty while nobody has given it. */
export function useSecret(binKey: string, provider: string): [Secret, (secret: Secret) => void] {
  const name = `${binKey} ${provider}`;
  const secret = useSyncExternalStore(
    secrets.subscribe,
    () => read()[name] ?? none,
    () => none,
  );
  return [secret, useCallback((next: Secret) => write(name, next), [name])];
}
