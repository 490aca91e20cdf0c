import { storeChoice, storedChoice } from '#components/frame/stored-choices.ts';

const secretsOf = (binKey: string) => `wirebin.secret.${binKey}.`;

/** Under what name a secret to check signatures with is stored in this browser, where somebody wants it to be kept. */
export function signatureSecretName(binKey: string, provider: string): string {
  return secretsOf(binKey) + provider;
}

/** With a bin its secrets are forgotten. */
export function forgetSecrets(binKey: string): void {
  for (const name of storedNames(binKey)) storeChoice(name, null);
}

/** A bin whose key was replaced keeps its secrets. */
export function moveSecrets(binKey: string, newKey: string): void {
  for (const name of storedNames(binKey)) {
    storeChoice(secretsOf(newKey) + name.slice(secretsOf(binKey).length), storedChoice(name));
    storeChoice(name, null);
  }
}

/** None where storage is forbidden. */
function storedNames(binKey: string): string[] {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(secretsOf(binKey)));
  } catch {
    return [];
  }
}
