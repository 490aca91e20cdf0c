import { pathOf } from '#lib/http/target.ts';
import { localCall } from '../request/local-call.ts';
import type { CopyTarget } from '../target.ts';
import { curl } from './curl.ts';

const origin = 'http://localhost:8080';

/**
 * The call of a function that runs locally in Google's Functions Framework
 * (https://cloud.google.com/functions/docs/running/function-frameworks). HTTP functions get the plain request; there is no
 * envelope.
 */
export const googleFunction: CopyTarget = {
  id: 'google-function',
  title: 'Google Cloud Functions: local call (curl)',
  group: 'Platforms',
  mediaType: 'text/plain; charset=utf-8',
  exact:
    'Method, query, headers except Host, and body are as exact as with curl. The path has no bin prefix.',
  copy(source) {
    const { target, prefixLength } = source;
    return curl.copy(localCall(source, origin, prefixLength > 0 ? pathOf(target, prefixLength) : target), {
      origin,
    });
  },
};
