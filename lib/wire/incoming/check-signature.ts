import { readableSecrets } from '#lib/access/secrets/bin-secrets.ts';
import type { SecretCipher } from '#lib/access/secrets/secret-cipher.ts';
import { captureUrlOf } from '#lib/http/origin.ts';
import type { ReplyingBin } from '#lib/model/bin.ts';
import type { ProviderFacts, Received, SignatureResult } from '#lib/model/capture.ts';
import type { StoredSecret } from '#lib/model/signing-secret.ts';
import { isNeverSigned } from '#lib/providers/handshake/verification-in.ts';
import { type ProviderSecrets, signatureResult } from '#lib/providers/signature/signature-result.ts';
import { urlSent } from '#lib/providers/signature/url-sent.ts';
import { bodyLookedAt } from '#lib/reply/respond-to.ts';
import type { Store } from '#lib/store/store.ts';

/**
 * Verifies the signature of a request with the signing secrets of its bin, before it is stored. `origin` is that of the request.
 * Null when it was not checked; see `SenderFacts`. Never fails.
 */
export type CheckSignature = (
  bin: Pick<ReplyingBin, 'id' | 'slug' | 'secrets'>,
  request: Received & { readonly provider: ProviderFacts | null },
  origin: string,
) => Promise<SignatureResult | null>;

type Parts = {
  readonly store: Pick<Store, 'readLongBody'>;
  /** Null where the server has no `SECRET_KEY`. */
  readonly cipher: SecretCipher | null;
  readonly binDomain: string | undefined;
  readonly warn: (words: string) => void;
  readonly reportError: (error: unknown) => void;
};

/** The longest body whose signature is checked, bytes: as much as rules see. It is read into memory. */
const longestChecked = bodyLookedAt;

export function signatureChecker({ store, cipher, binDomain, warn, reportError }: Parts): CheckSignature {
  const decrypted = new WeakMap<readonly StoredSecret[], readonly ProviderSecrets[]>();
  let hasWarned = false;

  /** Decrypted once, as long as they do not change. */
  function secretsOf({ id, slug, secrets }: Parameters<CheckSignature>[0]): readonly ProviderSecrets[] {
    let known = decrypted.get(secrets);
    if (known) return known;
    known = readableSecrets(cipher, id, secrets);
    decrypted.set(secrets, known);
    if (!hasWarned && known.some(({ areAllReadable }) => !areAllReadable)) {
      hasWarned = true;
      const why = cipher ? 'are encrypted with another SECRET_KEY' : 'need the SECRET_KEY, which is not set';
      warn(
        `Signing secrets of bin ${slug}, and perhaps of others, ${why}. Requests are stored without checking their signatures.`,
      );
    }
    return known;
  }

  return async (bin, request, origin) => {
    if (bin.secrets.length === 0 || request.malformed !== null) return null;
    if (request.aborted || request.truncated || request.bodyStored > longestChecked) return null;
    try {
      const { method, target, headers, prefixLength, longBodyId, bodyStored, receivedAt } = request;
      const body = longBodyId === null ? request.body : await store.readLongBody(longBodyId, bodyStored);
      // A request below /b/ was sent there, also where bins have hosts of their own.
      const url = urlSent(target, captureUrlOf(origin, bin.slug, prefixLength === 0 ? binDomain : undefined));
      const provider = request.provider?.id ?? null;
      const result = await signatureResult(
        { method, url, headers, body },
        { provider, receivedAt: receivedAt / 1000 },
        secretsOf(bin),
      );
      const isExpected =
        result === 'missing' && isNeverSigned({ method, target, prefixLength, headers, body }, provider);
      return isExpected ? null : result;
    } catch (error) {
      reportError(error);
      return null;
    }
  };
}
