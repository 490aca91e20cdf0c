import { spanWords } from '#components/frame/span-words.ts';
import type { Clock } from '#lib/providers/signature/verify.ts';
import type { Signature } from './use-signature.ts';

export type SignatureTone = 'good' | 'bad' | 'careful' | 'quiet';

/** What a signature is worth, in a few words and in a sentence. */
export type SignatureWords = {
  readonly tone: SignatureTone;
  /** For a pill: `signature valid`. Null where a pill would say nothing. */
  readonly brief: string | null;
  readonly sentence: string;
};

/** Where a provider names no limit, a clock that is so far off is worth saying, seconds. */
const usualLimit = 300;

export function signatureWords({ provider, state }: Pick<Signature, 'provider' | 'state'>): SignatureWords {
  switch (state.is) {
    case 'words':
      return { tone: 'quiet', brief: null, sentence: state.words };
    case 'unsigned':
      return {
        tone: 'careful',
        brief: 'not signed',
        sentence: `Not signed: ${provider.name} signs what it sends, once it has a secret to sign with.`,
      };
    case 'bodiless':
      return {
        tone: 'quiet',
        brief: null,
        sentence: 'Whether it is genuine shows once the body is here.',
      };
    case 'uncheckable':
      return { tone: 'careful', brief: null, sentence: state.why };
    case 'claimed':
      return claimedWords(provider.name, state);
  }
}

function claimedWords(
  name: string,
  { reading, verdict }: Extract<Signature['state'], { is: 'claimed' }>,
): SignatureWords {
  const clock = reading.clock && madeWords(reading.clock, name);
  if (verdict === null) {
    return {
      tone: 'quiet',
      brief: 'signed',
      sentence: `Signed in ${reading.claim.header}${clock ? `, ${clock.words}` : ''}; not checked yet.`,
    };
  }
  switch (verdict.state) {
    case 'valid':
      return clock?.isOff
        ? {
            tone: 'careful',
            brief: 'signature valid, clock off',
            sentence: `Signature valid, ${clock.words}.`,
          }
        : {
            tone: 'good',
            brief: 'signature valid',
            sentence: `Signature valid${clock ? `, ${clock.words}` : ''}.`,
          };
    case 'invalid':
      return { tone: 'bad', brief: 'signature not valid', sentence: 'Signature not valid with this secret.' };
    case 'unable':
      return { tone: 'careful', brief: 'signed', sentence: verdict.why };
  }
}

/** `made 3 s before it came`; where the provider allows less, that too. */
function madeWords({ seconds, allowed }: Clock, name: string): { words: string; isOff: boolean } {
  const isOff = Math.abs(seconds) > (allowed ?? usualLimit);
  const off = spanWords(Math.abs(seconds) * 1000);
  const limit = allowed === null ? '' : `: ${name} allows ${spanWords(allowed * 1000)}`;
  if (isOff) return { words: `made ${off} ${seconds < 0 ? 'after' : 'before'} it came${limit}`, isOff };
  // Most say whole seconds, so that a signature may seem younger than its request.
  return { words: seconds < 1 ? 'made as it came' : `made ${off} before it came`, isOff };
}
