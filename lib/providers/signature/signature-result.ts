import type { SignatureResult } from '#lib/model/capture.ts';
import { providerOf } from '../index.ts';
import type { Scheme, Signed } from './scheme.ts';
import { readSignature, verify } from './verify.ts';

/** The secrets that a bin keeps of one provider. `areAllReadable` is false where some of them could not be decrypted. */
export type ProviderSecrets = {
  readonly provider: string;
  readonly secrets: readonly string[];
  readonly areAllReadable: boolean;
};

/** `unknown`: signed, but not valid with the secrets that can be read. */
type Result = SignatureResult | 'unknown';

/** The more telling first: a request may have signatures of several providers. */
const order: readonly Result[] = ['valid', 'expired', 'unknown', 'invalid', 'missing'];

/**
 * Verifies the signature of a request with the secrets of its bin. A request of a provider that the bin keeps secrets of has to be
 * signed with one of these; any other with one of any provider. `provider` is the ID of the recognised provider, `receivedAt` in
 * milliseconds since the epoch. Null when a secret that might have made it cannot be read. Each signature is computed once per secret
 * and form of the signed content, whatever the request contains.
 */
export async function signatureResult(
  request: Signed,
  { provider, receivedAt }: { provider: string | null; receivedAt: number },
  secrets: readonly ProviderSecrets[],
): Promise<SignatureResult | null> {
  const own = secrets.filter((one) => one.provider === provider);
  const results: Result[] = ['missing'];
  for (const one of own.length > 0 ? own : secrets) {
    results.push(await resultOf(request, receivedAt, one));
    if (results.includes('valid')) return 'valid';
  }
  const best = order.find((result) => results.includes(result))!;
  return best === 'unknown' ? null : best;
}

async function resultOf(
  request: Signed,
  receivedAt: number,
  { provider, secrets, areAllReadable }: ProviderSecrets,
): Promise<Result> {
  const schemes = (providerOf(provider)?.signatures ?? []).map(readOnce);
  // Without a secret, every scheme is tried.
  if (readSignature(schemes, request, receivedAt) === null) return 'missing';
  let result: Result = areAllReadable ? 'invalid' : 'unknown';
  for (const secret of secrets) {
    const reading = readSignature(schemes, request, receivedAt, secret);
    if (reading?.state !== 'claimed') continue;
    const { state } = await verify(reading.scheme, reading.claim, secret);
    if (state !== 'valid') continue;
    const { clock } = reading;
    if (clock === null || clock.allowed === null || Math.abs(clock.seconds) <= clock.allowed) return 'valid';
    result = 'expired';
  }
  return result;
}

/** The same scheme for one request, which it parses once: some parse the body. */
function readOnce(scheme: Scheme): Scheme {
  let read: ReturnType<Scheme['read']> | undefined;
  return {
    ...scheme,
    read(request) {
      read ??= scheme.read(request);
      return read;
    },
  };
}
