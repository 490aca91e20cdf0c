import { Failure } from '#lib/model/errors.ts';
import { parseDestination } from '#lib/outgoing/destination.ts';
import type { SendTo } from './remembered.ts';
import { destinationFields } from './words.ts';

/** Why requests cannot be sent there, as a sentence; null if nothing is wrong with it. */
export function destinationError(to: SendTo): string | null {
  if (to === 'self') return null;
  if (to.url.trim() === '') return destinationFields.urlMissing;
  try {
    parseDestination(to.url);
    return null;
  } catch (error) {
    return error instanceof Failure ? error.message : destinationFields.urlInvalid;
  }
}

/** The value of the Host header for a destination; null when it is not valid. */
export function hostOf(to: SendTo, captureUrl: string): string | null {
  try {
    return parseDestination(to === 'self' ? captureUrl : to.url).host;
  } catch {
    return null;
  }
}
