import type { Provider } from '../provider.ts';
import { header } from '../recognise/marks.ts';
import { place } from '../recognise/places.ts';
import { ofBody } from '../signature/schemes.ts';

export const dropbox: Provider = {
  id: 'dropbox',
  name: 'Dropbox',
  source: 'https://www.dropbox.com/developers/reference/webhooks',
  marks: [header('X-Dropbox-Signature')],
  event: place('first body member', ({ json }) =>
    typeof json === 'object' && json !== null && !Array.isArray(json) ? Object.keys(json)[0] : undefined,
  ),
  patience: { waits: '10 s' },
  signatures: [ofBody('X-Dropbox-Signature', { secret: 'App secret' })],
};
