import type { Provider } from '../provider.ts';
import { digest, privateSignatureOf, signatureOf, Unable } from './compute.ts';
import { encoded } from './encoding.ts';
import { bytesOf } from './pieces.ts';
import { privateKeyOf } from './private-key.ts';
import type { Fields, Method, Scheme, Signed } from './scheme.ts';
import { keyOf } from './signing-key.ts';

/** How the requests of a provider can be signed, or why they cannot be. */
export type SigningTerms =
  | {
      readonly canSign: true;
      /** The newest scheme: `HMAC-SHA256 of the body, in hexadecimal`. */
      readonly scheme: string;
      /** What to enter: `Signing secret (whsec_…) or Secret token`, or for key pairs `Private key (PKCS #8)`. */
      readonly secret: string;
      /** Whether the secret is a private key, which only the provider has. */
      readonly isPrivateKey: boolean;
      /** Whether the URL is signed. */
      readonly signsUrl: boolean;
    }
  | { readonly canSign: false; readonly why: string };

/** A signed request and the schemes it was signed with, or a sentence that says why it could not be signed. */
export type Signing =
  | { readonly state: 'signed'; readonly request: Signed; readonly schemes: readonly Scheme[] }
  | { readonly state: 'unable'; readonly why: string };

/** How requests of this provider can be signed. */
export function signingTerms({ name, signatures = [], unverifiable, unsigned }: Provider): SigningTerms {
  const [newest] = signatures;
  if (newest) {
    const isPrivateKey = isKeyPair(newest.method);
    const secret = isPrivateKey ? 'Private key (PKCS #8)' : secretNames(signatures);
    return { canSign: true, scheme: newest.words, secret, isPrivateKey, signsUrl: newest.signsUrl ?? false };
  }
  if (unverifiable) {
    return {
      canSign: false,
      why: `Only ${name} can sign this: receivers verify it with ${name}’s certificate.`,
    };
  }
  return { canSign: false, why: [`${name} does not sign requests.`, unsigned ?? ''].join(' ').trim() };
}

/** What the provider calls the secrets of its schemes: `Signing secret (whsec_…) or Secret token`. */
export function secretNames(schemes: readonly Scheme[]): string {
  return [...new Set(schemes.map(({ secret }) => secret))].join(' or ');
}

/**
 * Signs a request as its provider does, with a timestamp of `now` (milliseconds since the epoch). The signatures that the request has
 * are replaced; if it has none, the provider's first scheme for this secret is used. `id` is the delivery ID for schemes that sign one
 * and requests that have none. Headers, and for some providers the URL or the body, are those of the signed request. Never throws.
 */
export async function signAs(
  provider: Provider,
  request: Signed,
  secret: string,
  { now, id }: { now: number; id: string },
): Promise<Signing> {
  const terms = signingTerms(provider);
  if (!terms.canSign) return { state: 'unable', why: terms.why };
  try {
    const schemes = schemesFor(provider.signatures ?? [], request, secret);
    let signed = request;
    for (const scheme of schemes) signed = await signWith(scheme, signed, secret, { now, id }, provider.name);
    return { state: 'signed', request: signed, schemes };
  } catch (error) {
    return {
      state: 'unable',
      why: error instanceof Unable ? error.message : 'The request could not be signed.',
    };
  }
}

/**
 * The schemes to sign with: those the request is signed with already, of one secret, else the first. GitHub signs with two hashes,
 * for example.
 */
function schemesFor(schemes: readonly Scheme[], request: Signed, secret: string): Scheme[] {
  const accepting = schemes.filter(({ accepts }) => accepts?.(secret) ?? true);
  const present = accepting.filter((scheme) => scheme.read(request) !== null);
  if (present.length > 0) return present.filter((scheme) => scheme.secret === present[0]!.secret);
  return accepting.slice(0, 1);
}

/** The request signed with one scheme. Throws `Unable`. */
async function signWith(
  scheme: Scheme,
  request: Signed,
  secret: string,
  fresh: Pick<Fields, 'now' | 'id'>,
  provider: string,
): Promise<Signed> {
  // `read` says what is signed, so it is given the request with a signature that is not valid yet.
  const draft = { ...fresh, signature: 'AAAA', bodyDigest: 'AAAA' };
  const about = claimOf(scheme, scheme.write(request, draft)).bodyDigest;
  const bodyDigest = about ? encoded(await digest(about.hash, request.body), about.encoding) : '';
  const claim = claimOf(scheme, scheme.write(request, { ...draft, bodyDigest }));
  const method = claim.method ?? scheme.method;
  const bytes = await computed(method, scheme, secret, bytesOf(claim.messages[0] ?? []), provider);
  return scheme.write(request, { ...fresh, bodyDigest, signature: encoded(bytes, scheme.encoding) });
}

function claimOf(scheme: Scheme, request: Signed) {
  const claim = scheme.read(request);
  if (claim === null) throw new Unable('This request has no place for the signature.');
  if (typeof claim === 'string') throw new Unable(claim);
  return claim;
}

async function computed(
  method: Method,
  scheme: Scheme,
  secret: string,
  message: Uint8Array,
  provider: string,
): Promise<Uint8Array> {
  if (isKeyPair(method)) {
    const key = privateKeyOf(secret);
    if (key) return privateSignatureOf(method, key, message);
    throw new Unable(
      `Only ${provider} can sign this, since it keeps the private key. To sign test events, create a key pair, enter its private key here, and give its public key to the receiver.`,
    );
  }
  const key = keyOf(secret, scheme.key);
  if (typeof key === 'string') throw new Unable(key);
  if (
    method.kind === 'token' &&
    !/^[\x21-\x7e\x80-\xff](?:[\t\x20-\x7e\x80-\xff]*[\x21-\x7e\x80-\xff])?$/.test(encoded(key, 'text'))
  ) {
    throw new Unable(
      'This secret cannot be sent in a header: it contains control characters or begins or ends with a space.',
    );
  }
  return (await signatureOf(method, key, message))!;
}

function isKeyPair({ kind }: Method): boolean {
  return kind === 'ed25519' || kind === 'ecdsa';
}
