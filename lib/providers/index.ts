import type { ProviderFacts } from '../model/capture.ts';
import { github } from './github.ts';
import type { Provider, Recognisable } from './provider.ts';

/** Every provider, those with the clearest marks first: the first that recognises a request has it. */
export const providers: readonly Provider[] = [github];

/** The provider that sent a request, and what it says of the delivery; null when none shows. */
export function recognise(request: Recognisable): ProviderFacts | null {
  for (const provider of providers) {
    const found = provider.recognise(request);
    if (found) return { id: provider.id, ...found };
  }
  return null;
}
