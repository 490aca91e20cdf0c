import { readableSecrets } from '#lib/access/secrets/bin-secrets.ts';
import type { SecretCipher } from '#lib/access/secrets/secret-cipher.ts';
import type { CaptureFacts } from '#lib/model/capture.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import type { SignatureRenewal } from '#lib/model/delivery-input.ts';
import type { DeliveryDestination } from '#lib/model/delivery-json.ts';
import { fail } from '#lib/model/errors.ts';
import type { StoredSecret } from '#lib/model/signing-secret.ts';
import { originForBin } from '#lib/outgoing/bin-target.ts';
import { providerOf } from '#lib/providers/index.ts';
import { prepareReplay } from '#lib/providers/replay/prepare-replay.ts';
import type { Signed } from '#lib/providers/signature/scheme.ts';
import { signingTerms } from '#lib/providers/signature/sign.ts';
import type { Store } from '#lib/store/store.ts';
import type { SignedAnew } from './replayed-capture.ts';

/** The longest body that is signed anew, bytes: it is read into memory. */
export const longestSigned = 2 ** 20;

/** The signing secrets of a bin by the ID of their provider, decrypted. Providers whose requests nobody else can sign are left out. */
export type SigningSecrets = ReadonlyMap<string, readonly string[]>;

/** The secrets with which the requests of a bin can be signed anew. */
export function signingSecretsIn(
  cipher: SecretCipher | null,
  binId: number,
  stored: readonly StoredSecret[],
): SigningSecrets {
  const found = readableSecrets(cipher, binId, stored).filter(({ provider: id, secrets }) => {
    const provider = providerOf(id);
    return secrets.length > 0 && provider !== undefined && signingTerms(provider).canSign;
  });
  return new Map(found.map(({ provider, secrets }) => [provider, secrets]));
}

/** Whether a captured request is signed anew: its provider is known, and the bin keeps a secret of it. */
export function isRenewable(
  { provider, malformed }: Pick<CaptureSummary | CaptureFacts, 'provider' | 'malformed'>,
  secrets: SigningSecrets,
): boolean {
  return !malformed && provider !== null && secrets.has(provider.id);
}

type Options = {
  readonly renewal: Exclude<SignatureRenewal, 'as-it-was'>;
  readonly secrets: SigningSecrets;
  readonly destination: DeliveryDestination;
  /** The request-target that is sent. */
  readonly target: string;
  /** That of the app, for bins of this server. */
  readonly origin: string;
  readonly binDomain: string | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
};

/**
 * A captured request signed anew for its destination, with the first secret of its provider that signs it. Fails with
 * `signing-failed` if none does, or if its body is too long.
 */
export async function signedAnew(
  store: Pick<Store, 'readBody'>,
  binId: number,
  capture: CaptureFacts,
  { renewal, secrets, destination, target, origin, binDomain, now }: Options,
): Promise<SignedAnew> {
  const provider = providerOf(capture.provider?.id ?? '') ?? null;
  if (capture.bodyStored > longestSigned)
    fail(
      'signing-failed',
      `Its body has ${capture.bodyStored} bytes. At most ${longestSigned} bytes are signed anew.`,
    );
  const base =
    'url' in destination
      ? new URL(destination.url).origin
      : originForBin(target, { slug: destination.bin, origin, binDomain });
  const { method, headers } = capture;
  const body = await bodyOf(store, binId, capture);
  const request: Signed = { method, url: base + target, headers, body };
  let why = 'The bin keeps no secret to sign it with.';
  for (const secret of secrets.get(provider?.id ?? '') ?? []) {
    const replay = await prepareReplay(request, {
      mode: renewal,
      provider,
      secret,
      now,
      random: Math.random,
    });
    if (replay.state === 'ready') return { ...replay.request, target: replay.request.url.slice(base.length) };
    why = replay.why;
  }
  return fail('signing-failed', why);
}

async function bodyOf(
  store: Pick<Store, 'readBody'>,
  binId: number,
  { seq, bodyStored }: CaptureFacts,
): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  if (bodyStored > 0)
    for await (const piece of store.readBody(binId, seq, 0, bodyStored - 1)) pieces.push(piece);
  return Buffer.concat(pieces);
}
