import { decoded } from './encoding.ts';
import type { KeyForm } from './scheme.ts';

/** The key derived as the provider documents it, or a sentence when the secret is not a valid key. */
export function keyOf(secret: string, form: KeyForm): Uint8Array | string {
  if (secret === '') return 'The secret is empty.';
  if (form === 'text') return utf8(secret);
  if (form === 'hex') return decoded(secret, 'hex') ?? 'The key is not hexadecimal.';
  if (form === 'whsec') {
    if (/^\s*whsk_/.test(secret))
      return 'This is the private key. Verify with the public key, which begins with whpk_.';
    const bytes = decoded(secret.replace(/^wh(?:sec|pk)_/, ''), 'base64');
    return bytes ?? 'The part of the secret after whsec_ is not base64.';
  }
  // In an .env file, a PEM stands on one line, with its line breaks as \n.
  const body = secret.replace(/-----[^-]+-----/g, '').replace(/\s|\\r|\\n/g, '');
  return decoded(body, 'base64') ?? 'The public key is neither base64 nor PEM.';
}

const utf8 = (text: string) => new TextEncoder().encode(text);
