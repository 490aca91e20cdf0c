import { encoded } from './encoding.ts';
import type { Claim, Scheme } from './scheme.ts';
import { keyOf } from './signing-key.ts';
import { verify } from './verify.ts';

/** Why nothing can be verified with this secret, as a clause that follows a colon; null when it is usable. */
export async function secretError(schemes: readonly Scheme[], secret: string): Promise<string | null> {
  const accepting = schemes.filter(({ accepts }) => accepts?.(secret) ?? true);
  let why = 'is not a secret of this provider';
  for (const scheme of accepting.length > 0 ? accepting : schemes) {
    const key = keyOf(secret, scheme.key);
    if (typeof key === 'string') {
      why = `is not valid. ${key}`;
      continue;
    }
    const verdict = await verify(scheme, sampleClaim(scheme), secret);
    if (verdict.state !== 'unable') return null;
    why = `is not valid. ${verdict.why}`;
  }
  return why;
}

/** A signature that no key made, so that a key is imported as if it were to verify one. */
function sampleClaim({ method, encoding }: Scheme): Claim {
  const signature = encoded(method.kind === 'ecdsa' ? smallestEcdsa : new Uint8Array(64), encoding);
  return { header: '', value: '', parts: [], signatures: [signature], messages: [[]], signedAt: null };
}

/** An ECDSA signature in DER whose integers are 1. */
const smallestEcdsa = Uint8Array.of(0x30, 6, 2, 1, 1, 2, 1, 1);
