import type { ProviderFacts } from '../model/capture.ts';
import { providerOf } from './index.ts';

/** The name of the provider that a capture is of; its id, when only a later version knows it. */
export function providerName({ id }: Pick<ProviderFacts, 'id'>): string {
  return providerOf(id)?.name ?? id;
}
