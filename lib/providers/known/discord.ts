import type { Provider } from '../provider.ts';
import { header } from '../recognise/marks.ts';
import { firstOf, inJson, place } from '../recognise/places.ts';
import { at } from '../recognise/reading.ts';
import { ofTimeAndBody } from '../signature/public-key.ts';

/** An interaction says what it is by number, and a webhook event's PING is 0. */
const interaction = place('body `type` by name', ({ json }) => {
  const type = at(json, ['type']);
  return typeof type === 'number' ? interactionTypes[type] : undefined;
});

const interactionTypes: Record<number, string> = {
  0: 'PING',
  1: 'PING',
  2: 'APPLICATION_COMMAND',
  3: 'MESSAGE_COMPONENT',
  4: 'APPLICATION_COMMAND_AUTOCOMPLETE',
  5: 'MODAL_SUBMIT',
};

export const discord: Provider = {
  id: 'discord',
  name: 'Discord',
  source: 'https://docs.discord.com/developers/interactions/receiving-and-responding',
  marks: [header('X-Signature-Ed25519')],
  event: firstOf(inJson('event.type'), interaction),
  deliveryId: inJson('id'),
  patience: { waits: '3 s', retries: 'events: with exponential backoff for 10 min' },
  secretMixUps:
    'Use the public key under General Information of the application. The bot token and the client secret do not sign requests.',
  signatures: [
    ofTimeAndBody('X-Signature-Ed25519', 'X-Signature-Timestamp', {
      words: 'Ed25519 of timestamp and body, in hexadecimal',
      method: { kind: 'ed25519' },
      encoding: 'hex',
      key: 'hex',
      secret: 'Public key',
    }),
  ],
};
