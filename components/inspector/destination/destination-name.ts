import type { DeliveryDestination } from '#lib/model/delivery-json.ts';
import type { SendTo } from './remembered.ts';
import { destinationNames } from './words.ts';

/** The longest name of a destination, characters. */
const longest = 80;

/** The host of a destination where there is room for little more: `this bin`, `localhost:3000`. */
export function destinationHost(to: SendTo): string {
  if (to === 'self') return destinationNames.self;
  return URL.canParse(to.url) ? new URL(to.url).host : to.url;
}

/** A destination in a sentence: `this bin`, `bin orders`, `http://localhost:3000/hooks`. */
export function destinationName(to: DeliveryDestination | 'self', ownSlug: string): string {
  if (to === 'self') return destinationNames.self;
  if ('bin' in to) return to.bin === ownSlug ? destinationNames.self : destinationNames.bin(to.bin);
  const short = to.url.replace(/\/$/, '');
  return short.length > longest ? `${short.slice(0, longest - 1)}…` : short;
}
