import type { DeliveryDestination } from '#lib/model/delivery-json.ts';
import { ruleCard } from './words.ts';

/** The longest URL that is shown whole, characters. */
const longest = 120;

/** A destination as a title: `https://api.example/hook`, `Bin orders`. */
export function destinationText(to: DeliveryDestination): string {
  if ('bin' in to) return ruleCard.bin(to.bin);
  const short = to.url.replace(/\/$/, '');
  return short.length > longest ? `${short.slice(0, longest - 1)}…` : short;
}
