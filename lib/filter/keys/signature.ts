import { signatureResults } from '#lib/model/capture.ts';
import { resultKey } from '../result-key.ts';

export const signature = resultKey('signature', signatureResults, {
  example: 'signature:invalid',
  finds: 'requests whose signature was valid, invalid, expired or missing when they arrived',
});
