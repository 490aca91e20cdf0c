import { storeChoice, storedChoice } from '#components/frame/stored-choices.ts';

/** What this browser keeps for a bin is stored under names that contain its key, and goes with it. */

const prefixes = ['wirebin.secret.', 'wirebin.sending.'] as const;

/** The storage name of a signing secret that the user chose to keep in this browser. */
export function signingSecretName(binKey: string, provider: string): string {
  return `wirebin.secret.${binKey}.${provider}`;
}

/** The storage name of the destinations that requests of a bin were sent to. */
export function destinationsName(binKey: string): string {
  return `wirebin.sending.${binKey}.destinations`;
}

/** Removes the secrets and destinations of a bin from this browser. */
export function forgetKeptWithBin(binKey: string): void {
  for (const { name } of storedNames(binKey)) storeChoice(name, null);
}

/** Moves the secrets and destinations of a bin to its new key. */
export function moveKeptWithBin(binKey: string, newKey: string): void {
  for (const { name, prefix } of storedNames(binKey)) {
    storeChoice(`${prefix}${newKey}${name.slice(prefix.length + binKey.length)}`, storedChoice(name));
    storeChoice(name, null);
  }
}

/** The storage names of what is kept; none where storage is not available. */
function storedNames(binKey: string): { name: string; prefix: string }[] {
  try {
    const names = Object.keys(localStorage);
    return prefixes.flatMap((prefix) =>
      names.filter((name) => name.startsWith(`${prefix}${binKey}.`)).map((name) => ({ name, prefix })),
    );
  } catch {
    return [];
  }
}
