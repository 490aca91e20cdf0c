import { anyOrigin } from './built-in-responses.ts';
import { plainResponse } from './default-settings.ts';
import type { BinResponse } from './response.ts';

/** The response of a bin without reply settings: `plainResponse`, made once. */
export const defaultResponse: BinResponse = {
  status: plainResponse.status,
  headers: [anyOrigin, ...plainResponse.headers],
  body: new TextEncoder().encode('text' in plainResponse.body ? plainResponse.body.text : ''),
};
