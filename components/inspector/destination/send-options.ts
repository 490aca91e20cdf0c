import type { NewDelivery } from '#lib/model/delivery-input.ts';
import type { DeliveryOptions } from '#lib/model/delivery-json.ts';
import type { SendTo } from './remembered.ts';

/** How requests are sent unless somebody chooses otherwise; the same as in the API. */
export const usualOptions: DeliveryOptions = {
  host: 'destination',
  followRedirects: false,
  verifyCertificate: true,
  timeoutMs: 60_000,
};

/** The choices for the time limit, milliseconds. */
export const timeLimits = [5000, 10_000, 30_000, 60_000, 120_000] as const;

/** Options that mean something for URLs only. */
const ofUrls: readonly (keyof DeliveryOptions)[] = ['followRedirects', 'verifyCertificate'];

/** The options as input of the API: only those that are not the usual ones and mean something for the destination. */
export function optionsInput(
  options: DeliveryOptions,
  to: SendTo,
): Partial<Pick<NewDelivery, keyof DeliveryOptions>> {
  const changed = (Object.keys(usualOptions) as (keyof DeliveryOptions)[]).filter(
    (name) => options[name] !== usualOptions[name] && !(to === 'self' && ofUrls.includes(name)),
  );
  return Object.fromEntries(changed.map((name) => [name, options[name]]));
}
