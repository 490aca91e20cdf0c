import { decoded } from './encoding.ts';
import type { KeyForm } from './scheme.ts';

/** A way to make a key of a secret. `but` says what is done other than the provider says; null for the right way. */
export type KeyReading = { readonly bytes: Uint8Array; readonly but: string | null };

/** The key, made as the provider says; a sentence when the secret cannot be one. */
export function keyOf(secret: string, form: KeyForm): Uint8Array | string {
  if (secret === '') return 'The secret is empty.';
  if (form === 'text') return utf8(secret);
  if (form === 'hex') return decoded(secret, 'hex') ?? 'The key is not hexadecimal.';
  if (form === 'whsec') {
    const bytes = decoded(secret.replace(/^wh(?:sec|pk)_/, ''), 'base64');
    return bytes ?? 'The secret is not base64 after its whsec_.';
  }
  const body = secret.replace(/-----[^-]+-----/g, '').replace(/\s/g, '');
  return decoded(body, 'base64') ?? 'The public key is neither base64 nor PEM.';
}

/** Everything people and programs do to a secret by mistake, read as keys; the right reading is not among them. */
export function mistakenKeys(secret: string, form: KeyForm): KeyReading[] {
  const readings: KeyReading[] = [];
  const add = (bytes: Uint8Array | string | null, but: string) => {
    if (typeof bytes === 'object' && bytes !== null && bytes.length > 0) readings.push({ bytes, but });
  };
  const right = (text: string) => (text === '' ? null : keyOf(text, form));
  const trimmed = secret.trim();
  if (trimmed !== secret)
    add(right(trimmed), 'without the white space around the secret: it was pasted with it');
  const unquoted = trimmed.replace(/^(["'])(.*)\1$/, '$2');
  if (unquoted !== trimmed) add(right(unquoted), 'without the quotes around the secret');
  add(
    right(`${trimmed}\n`),
    'with a line break after the secret: the sender reads it from a file that ends with one',
  );
  const prefix = /^(?:whsec_|whpk_|pdl_ntfset_|sk_|v1,whsec_)/.exec(trimmed)?.[0];
  if (prefix !== undefined) {
    const rest = trimmed.slice(prefix.length);
    add(utf8(rest), `with the secret after ${prefix} as text: ${prefix} is a part of this provider’s key`);
    add(decoded(rest, 'base64'), `with the base64 after ${prefix} decoded, as Standard Webhooks do`);
  }
  if (form !== 'text') add(utf8(trimmed), 'with the secret taken as text: the sender did not decode it');
  if (form !== 'hex') add(decoded(trimmed, 'hex'), 'with the secret decoded from hexadecimal');
  if (form !== 'whsec' && prefix === undefined)
    add(decoded(trimmed, 'base64'), 'with the secret decoded from base64');
  return readings;
}

const utf8 = (text: string) => new TextEncoder().encode(text);
