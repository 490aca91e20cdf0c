import { Failure } from '#lib/model/errors.ts';
import { type Destination, parseDestination } from '#lib/outgoing/destination.ts';
import { isPrivateHost } from '#lib/outgoing/private-host.ts';
import type { Sending } from '#lib/outgoing/sending.ts';
import type { SendTo } from './remembered.ts';
import { destinationFields } from './words.ts';

/** Why requests cannot be sent there, as a sentence; null if nothing is wrong with it. */
export function destinationError(to: SendTo, sending: Sending): string | null {
  if (to === 'self') return null;
  if (to.url.trim() === '') return destinationFields.urlMissing;
  try {
    const destination = parseDestination(to.url);
    return isRefused(destination, sending) ? destinationFields.privateRefused(destination.host) : null;
  } catch (error) {
    return error instanceof Failure ? error.message : destinationFields.urlInvalid;
  }
}

/** Whether the server refuses a destination for what its host says, so that this can be said before anything is sent. */
export function isRefusedByHost(to: SendTo, sending: Sending): boolean {
  if (to === 'self') return false;
  try {
    return isRefused(parseDestination(to.url), sending);
  } catch {
    return false;
  }
}

function isRefused({ hostname }: Destination, { toPrivate }: Sending): boolean {
  return !toPrivate && isPrivateHost(hostname);
}

/** The value of the Host header for a destination; null when it is not valid. */
export function hostOf(to: SendTo, captureUrl: string): string | null {
  try {
    return parseDestination(to === 'self' ? captureUrl : to.url).host;
  } catch {
    return null;
  }
}
