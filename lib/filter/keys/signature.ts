import { type SignatureResult, signatureResults } from '#lib/model/capture.ts';
import { alternatives } from '../contains.ts';
import type { FilterKey } from '../key.ts';

const names = signatureResults.join(', ');

export const signature: FilterKey = {
  name: 'signature',
  example: 'signature:invalid',
  finds: 'requests whose signature was valid, invalid, expired or missing when they arrived',
  ofSummary: true,
  values: signatureResults,
  read(value) {
    const wanted = new Set(alternatives(value.toLowerCase()));
    if (wanted.size === 0 || ![...wanted].every(isResult)) return `Use one of ${names} after \`signature:\`.`;
    return {
      matches: ({ facts }) => facts.signature !== null && wanted.has(facts.signature),
      narrowing: { column: 'signature', is: 'in', value: [...wanted] },
    };
  },
};

function isResult(text: string): text is SignatureResult {
  return (signatureResults as readonly string[]).includes(text);
}
