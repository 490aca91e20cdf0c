import type { Provider } from '../provider.ts';
import { Reading } from '../recognise/reading.ts';
import type { Signed } from '../signature/scheme.ts';
import { signAs } from '../signature/sign.ts';
import { freshId, type Random } from './fresh-id.ts';

/** How a signed request is sent again: unchanged, or signed anew with the delivery ID it has or with a new one. */
export type ReplayMode = 'as-it-was' | 'same-delivery-id' | 'new-delivery-id';

/** The request to send, or a sentence that says why it cannot be signed anew. */
export type PreparedReplay =
  | { readonly state: 'ready'; readonly request: Signed }
  | { readonly state: 'unable'; readonly why: string };

type Options = {
  readonly mode: ReplayMode;
  /** The sender of the request; null when none was recognized. */
  readonly provider: Provider | null;
  /** The secret, or for key pairs the private key. */
  readonly secret: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly random: Random;
};

/**
 * Prepares a captured request to be sent again. `request.url` is the URL that it will be sent to, which some providers sign. Requests of
 * providers that do not sign can have a new delivery ID, too. Never throws.
 */
export async function prepareReplay(
  request: Signed,
  { mode, provider, secret, now, random }: Options,
): Promise<PreparedReplay> {
  if (mode === 'as-it-was') return { state: 'ready', request };
  if (provider === null) return { state: 'unable', why: 'The provider of this request is not known.' };
  let renewed = request;
  if (mode === 'new-delivery-id') {
    const replaced = withNewDeliveryId(provider, request, random);
    if (replaced === null) {
      return {
        state: 'unable',
        why: `This request of ${provider.name} has no delivery ID that can be replaced.`,
      };
    }
    renewed = replaced;
  }
  const signs = provider.signatures !== undefined || provider.unverifiable !== undefined;
  if (!signs) return { state: 'ready', request: renewed };
  const id = deliveryIdOf(provider, renewed) ?? freshId('msg_0000000000000000', random);
  const signing = await signAs(provider, renewed, secret, { now, id });
  return signing.state === 'signed' ? { state: 'ready', request: signing.request } : signing;
}

function deliveryIdOf({ deliveryId }: Provider, request: Signed): string | null {
  return deliveryId?.read(readingOf(request)) ?? null;
}

function readingOf({ method, url, headers, body }: Signed): Reading {
  return new Reading({ method, target: url, prefixLength: 0, headers, body });
}

/** The request with another delivery ID, in every header that has it; null when it has none. */
function withNewDeliveryId({ deliveryId }: Provider, request: Signed, random: Random): Signed | null {
  let [old, fresh] = ['', ''];
  const replaced = deliveryId?.replace?.(request, (value) => {
    old = value;
    fresh = freshId(value, random);
    return fresh;
  });
  if (!replaced) return null;
  // GitLab repeats it as webhook-id, which is signed; Svix’s senders often in a header of their own.
  const headers = replaced.headers.map(([name, value]) => [name, value === old ? fresh : value] as const);
  return { ...request, headers, body: replaced.body };
}
