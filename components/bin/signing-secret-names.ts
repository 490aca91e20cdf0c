import { storeChoice, storedChoice } from '#components/frame/stored-choices.ts';

const secretsOf = (binKey: string) => `wirebin.secret.${binKey}.`;

/** The storage name of a signing secret that the user chose to keep in this browser. */
export function signingSecretName(binKey: string, provider: string): string {
  return secretsOf(binKey) + provider;
}

/** Removes the secrets of a bin from this browser. */
export function forgetSigningSecrets(binKey: string): void {
  for (const name of storedNames(binKey)) storeChoice(name, null);
}

/** Moves the secrets of a bin to its new key. */
export function moveSigningSecrets(binKey: string, newKey: string): void {
  for (const name of storedNames(binKey)) {
    storeChoice(secretsOf(newKey) + name.slice(secretsOf(binKey).length), storedChoice(name));
    storeChoice(name, null);
  }
}

/** The storage names of its secrets; none where storage is not available. */
function storedNames(binKey: string): string[] {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(secretsOf(binKey)));
  } catch {
    return [];
  }
}
