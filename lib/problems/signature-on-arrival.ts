import type { SignatureResult } from '#lib/model/capture.ts';
import type { Check, Problem } from './problem.ts';

const found: Readonly<Record<Exclude<SignatureResult, 'valid'>, Omit<Problem, 'place'>>> = {
  invalid: {
    tone: 'bad',
    words: 'Checked on arrival: invalid. None of the signing secrets of this bin matches.',
  },
  expired: {
    tone: 'careful',
    words: 'Checked on arrival: expired. The signature is valid, but its timestamp was out of range.',
  },
  missing: {
    tone: 'careful',
    words:
      'Checked on arrival: missing. The request has no signature of a provider this bin has a secret for.',
  },
};

/** A signature that was not valid when the request arrived, with the signing secrets of the bin. */
export const signatureOnArrival: Check = function* ({ capture: { signature } }) {
  if (signature !== undefined && signature !== 'valid') yield { ...found[signature], place: null };
};
