import type { ReplySummary } from '#lib/model/capture-json.ts';
import { providerName } from '../names.ts';
import type { Handshake } from './handshake.ts';
import { handshakes } from './known-handshakes.ts';

/** The response to each way of verification: `URL verification: responds with the challenge`. */
export function wayWords({ ways }: Pick<Handshake, 'ways'>): string[] {
  return ways.map(({ asks, gives }) => `${asks}: responds with ${gives}`);
}

/** The response to a failed check: `wrong signature: rejected with 401`. */
export function guardWords({ guard }: Pick<Handshake, 'guard'>): string[] {
  return guard ? [`wrong ${guard.checks}: rejected with ${guard.refusal}`] : [];
}

/** `Slack URL verification: responded with the challenge`; null when the request was no handshake. */
export function handshakeWords({ by, provider, step, status }: ReplySummary): string | null {
  if (by !== 'handshake' || provider === undefined) return null;
  const asked = [providerName({ id: provider }), step ?? 'handshake'].join(' ');
  if (status >= 400) return `${asked}: rejected with ${status}`;
  const way = handshakes
    .find((handshake) => handshake.provider === provider)
    ?.ways.find(({ asks }) => asks === step);
  return `${asked}: responded with ${way?.gives ?? status}`;
}
