import { providerOf } from '#lib/providers/index.ts';
import type { Provider } from '#lib/providers/provider.ts';
import { failingChecks, type UnchangedReplay } from '#lib/providers/replay/failing-checks.ts';
import type { Random } from '#lib/providers/replay/fresh-id.ts';
import { prepareReplay, type ReplayMode } from '#lib/providers/replay/prepare-replay.ts';
import type { Signed } from '#lib/providers/signature/scheme.ts';
import { type SigningTerms, signAs, signingTerms } from '#lib/providers/signature/sign.ts';
import type { Source } from './source.ts';

/** How the request of the Send window can be signed; null when nothing is known about the signatures of its sender. */
export type SigningQuestion = {
  readonly provider: Provider;
  readonly terms: SigningTerms;
  /** The modes to choose from: of a sample, only whether it is signed. */
  readonly modes: readonly ReplayMode[];
  /** Under which name the secret is kept: a private key is not what signatures are verified with. */
  readonly secretName: string;
};

export function signingQuestion(source: Source): SigningQuestion | null {
  if (source.is === 'blank' || source.is === 'paste') return null;
  const id = source.is === 'sample' ? source.provider : source.provider?.id;
  const provider = id === undefined ? undefined : providerOf(id);
  if (!provider) return null;
  const terms = source.is === 'sample' ? source.signing : signingTerms(provider);
  const isKnown = provider.signatures !== undefined || provider.unverifiable !== undefined;
  if (source.is === 'capture' && !isKnown) return null;
  const renewed: readonly ReplayMode[] =
    source.is === 'capture' ? ['same-delivery-id', 'new-delivery-id'] : ['same-delivery-id'];
  const secretName = terms.canSign && terms.isPrivateKey ? `${provider.id}.private-key` : provider.id;
  return { provider, terms, modes: terms.canSign ? ['as-it-was', ...renewed] : ['as-it-was'], secretName };
}

/** The checks that the receiver will fail if a captured request is sent with the signature that it has. */
export function unchangedReplay(
  source: Source,
  { provider }: Pick<SigningQuestion, 'provider'>,
  request: Signed,
  now: number,
): UnchangedReplay {
  if (source.is !== 'capture') return { failing: [], acceptedUntil: null };
  return failingChecks(provider, { ...request, url: source.url }, { sentTo: request.url, now });
}

type Options = {
  readonly mode: ReplayMode;
  readonly secret: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly random: Random;
};

/** A request signed for a delivery, or a sentence that says why it could not be. */
export type SignedRequest =
  | { readonly state: 'signed'; readonly request: Signed }
  | { readonly state: 'unable'; readonly why: string };

/** Signs the request of the Send window in this browser. */
export async function signRequest(
  source: Source,
  { provider }: Pick<SigningQuestion, 'provider'>,
  request: Signed,
  { mode, secret, now, random }: Options,
): Promise<SignedRequest> {
  if (source.is === 'sample') {
    const signing = await signAs(provider, request, secret, { now, id: source.deliveryId ?? '' });
    return signing.state === 'signed' ? { state: 'signed', request: signing.request } : signing;
  }
  const replay = await prepareReplay(request, { mode, provider, secret, now, random });
  return replay.state === 'ready' ? { state: 'signed', request: replay.request } : replay;
}
