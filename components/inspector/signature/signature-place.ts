import type { Place } from '#components/request/place-in-request.tsx';

/** The signature of a request, in its overview: going there opens the check. */
export const signaturePlace: Place = { tab: 'overview', view: null, at: 'signature' };
