import { spanWords } from '#components/frame/span-words.ts';
import type { SignatureResult } from '#lib/model/capture.ts';
import type { Provider } from '#lib/providers/provider.ts';
import type { Clock, Verdict } from '#lib/providers/signature/verify.ts';
import type { Signature } from './use-signature.ts';
import { signatureLines, signatureStates, timestamps } from './words.ts';

export type SignatureTone = 'good' | 'bad' | 'careful' | 'quiet';

/** The state of a signature in words. */
export type SignatureWords = {
  readonly tone: SignatureTone;
  /** For a chip: `Signature valid`. Null for no chip. */
  readonly brief: string | null;
  readonly sentence: string;
  /** Whether the sentence says that something is wrong: the signature is not valid, or its timestamp is out of range. */
  readonly isProblem?: true;
};

/** The tolerance for timestamps of providers that do not document one, seconds. */
const defaultTolerance = 300;

/** The words for the state of a signature. `onArrival` is what the server found, which is said beside them. */
export function signatureWords(
  { provider, state }: Pick<Signature, 'provider' | 'state'>,
  onArrival: SignatureResult | undefined,
): SignatureWords {
  switch (state.is) {
    case 'words':
      return { tone: 'quiet', brief: null, sentence: state.words };
    case 'unsigned':
      return {
        tone: 'careful',
        brief: signatureStates.unsigned.short,
        sentence: signatureStates.unsigned.sentence(provider.name),
      };
    case 'bodyNotLoaded':
      return { tone: 'quiet', brief: null, sentence: signatureStates.bodyNotLoaded };
    case 'unverifiable':
      return { tone: 'careful', brief: null, sentence: state.reason };
    case 'signed':
      return signedWords(provider.name, state, onArrival !== undefined && onArrival !== 'missing');
  }
}

function signedWords(
  provider: string,
  { reading, verdict }: Extract<Signature['state'], { is: 'signed' }>,
  wasVerified: boolean,
): SignatureWords {
  const { present, valid, validOutOfTime, invalid } = signatureStates;
  const timestamp = reading.clock && timestampWords(reading.clock, provider);
  const { header } = reading.claim;
  if (verdict === null) {
    return {
      tone: timestamp?.isOff ? 'careful' : 'quiet',
      ...(timestamp?.isOff && { isProblem: true }),
      brief: present.short,
      sentence: [
        present.sentence(header),
        ...(timestamp ? [timestamp.words] : []),
        ...(wasVerified ? [] : [present.unverified]),
      ].join(' '),
    };
  }
  switch (verdict.state) {
    case 'valid':
      return {
        tone: timestamp?.isOff ? 'careful' : 'good',
        ...(timestamp?.isOff && { isProblem: true }),
        brief: timestamp?.isOff ? validOutOfTime.short : valid.short,
        sentence: timestamp ? valid.withTimestamp(timestamp.words) : valid.sentence,
      };
    case 'invalid':
      return { tone: 'bad', brief: invalid.short, sentence: invalid.sentence, isProblem: true };
    case 'unable':
      return { tone: 'careful', brief: present.short, sentence: verdict.why };
  }
}

/** Why a signature is not valid, in sentences: the mistake that explains it, else what to look at. */
export function whyInvalid(
  { secretMixUps }: Pick<Provider, 'secretMixUps'>,
  { findings, hints = [] }: Extract<Verdict, { state: 'invalid' }>,
): string[] {
  if (findings.length > 0) return [...findings];
  return [signatureLines.noFindings, ...(secretMixUps === undefined ? [] : [secretMixUps]), ...hints];
}

/** The age of a timestamp as a sentence. `isOff`: outside of the tolerance. */
function timestampWords({ seconds, allowed }: Clock, provider: string): { words: string; isOff: boolean } {
  const isOff = Math.abs(seconds) > (allowed ?? defaultTolerance);
  const age = spanWords(Math.abs(seconds) * 1000);
  if (isOff && allowed !== null) {
    const limit = spanWords(allowed * 1000);
    const words = seconds < 0 ? timestamps.tooFarAhead : timestamps.tooOld;
    return { words: words(age, provider, limit), isOff };
  }
  if (isOff) return { words: seconds < 0 ? timestamps.ahead(age) : timestamps.old(age), isOff };
  // Most timestamps are whole seconds, so a signature may seem to be later than its request.
  return { words: seconds < 1 ? timestamps.matches : timestamps.old(age), isOff };
}
