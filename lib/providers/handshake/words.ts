import type { ReplySummary } from '../../model/capture-json.ts';
import { providerName } from '../words.ts';
import type { Handshake } from './handshake.ts';
import { handshakes } from './handshakes.ts';

/** What is answered, way by way: `URL verification: the challenge`. */
export function wayWords({ ways }: Pick<Handshake, 'ways'>): string[] {
  return ways.map(({ asks, gives }) => `${asks}: ${gives}`);
}

/** What is refused: `wrong signature: 401`. */
export function guardWords({ guard }: Pick<Handshake, 'guard'>): string[] {
  return guard ? [`wrong ${guard.checks}: ${guard.refusal}`] : [];
}

/** `Slack URL verification, answered with the challenge`; null when a reply is not to a handshake. */
export function shakenWords({ by, provider, step, status }: ReplySummary): string | null {
  if (by !== 'handshake' || provider === undefined) return null;
  const asked = [providerName({ id: provider }), step ?? 'handshake'].join(' ');
  if (status >= 400) return `${asked}, refused with ${status}`;
  const way = handshakes
    .find((handshake) => handshake.provider === provider)
    ?.ways.find(({ asks }) => asks === step);
  return `${asked}, answered with ${way?.gives ?? status}`;
}
