import type { DeliverySource } from '#lib/model/delivery-json.ts';
import { providerName } from '#lib/providers/names.ts';
import { deliveryList as words } from './words.ts';

/** What a delivery was made from: `request 12, edited`, `sample GitHub push`, `written here`. */
export function sourceWords(source: DeliverySource): string {
  switch (source.kind) {
    case 'capture':
      return words.fromCapture(source.seq, source.edited);
    case 'sample':
      return words.fromSample(`${providerName({ id: source.provider })} ${source.event}`);
    case 'forward':
      return words.fromForward(source.seq);
    case 'listener':
      return words.fromListener(source.seq, source.name);
    case 'request':
      return words.fromRequest;
  }
}
