import { generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import type { Scheme } from '#lib/providers/signature/scheme.ts';

/** What to sign with and what to verify with: the same secret, or the two keys of a pair. */
export type Secrets = { readonly sign: string; readonly verify: string };

/** Fresh secrets of the form that a scheme takes. */
export function secretsFor({ method, key }: Pick<Scheme, 'method' | 'key'>): Secrets {
  if (method.kind === 'ed25519') {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const bytes = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
    if (key === 'hex') return { sign: pem(privateKey), verify: bytes.toString('hex') };
    const seed = privateKey.export({ type: 'pkcs8', format: 'der' }).subarray(-32);
    return { sign: `whsk_${seed.toString('base64')}`, verify: `whpk_${bytes.toString('base64')}` };
  }
  if (method.kind === 'ecdsa') {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    return {
      sign: pem(privateKey),
      verify: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    };
  }
  const shared = sharedSecret(key);
  return { sign: shared, verify: shared };
}

function sharedSecret(key: Scheme['key']): string {
  if (key === 'whsec') return `whsec_${randomBytes(32).toString('base64')}`;
  return key === 'hex' ? randomBytes(32).toString('hex') : `s€cret ${randomBytes(9).toString('base64')}`;
}

const pem = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }).toString();
